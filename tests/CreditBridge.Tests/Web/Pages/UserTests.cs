using CreditBridge.Core.Access;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class UserTests
{
    [TestMethod]
    public async Task List_FindsByNameAndAddress_AndListsSomebodyNew()
    {
        using var host = new WebHost();
        var admin = await host.SignInAsync(host.Sample.Administrator);
        var page = await admin.GetAsync("/users?q=osei");
        page.IsShown("Users").Has("tbody tr", 1).Says("Prof. Nadia Osei", "Faculty approver");
        (await admin.SubmitAsync(page, "form[method=post]:not(.inline-form)", ("Input.Name", "Lena Kurz"), ("Input.Email", "kurz@northfield.example"), ("Input.Role", "FacultyApprover"))).Says("speaks for a department");
        (await admin.SubmitAsync(page, "form[method=post]:not(.inline-form)", ("Input.Name", "Lena Kurz"), ("Input.Email", "kurz@northfield.example"), ("Input.Role", "Learner"))).Says("only staff is listed");
        (await admin.SubmitAsync(page, "form[method=post]:not(.inline-form)", ("Input.Name", "Lena Kurz"), ("Input.Email", "kurz@northfield.example"), ("Input.Role", "FacultyApprover"), ("Input.Department", "CS"))).HasStatus(302);
        var user = await host.QueryAsync(db => db.Users.SingleAsync(user => user.Email == "kurz@northfield.example"));
        Assert.AreEqual((Role.FacultyApprover, "CS", "Sam Okafor"), (user.Role, user.DepartmentCode, user.ListedBy));
        Assert.AreEqual("User listed", await host.QueryAsync(db => db.AuditEntries.Where(entry => entry.SubjectId == user.Id).Select(entry => entry.Action).SingleAsync()));
        (await admin.SubmitAsync(page, "form[method=post]:not(.inline-form)", ("Input.Name", "Again"), ("Input.Email", "kurz@northfield.example"), ("Input.Role", "Advisor"))).Says("has this address already");
    }

    [TestMethod]
    public async Task Role_Changed_BitesAtOnce_AndStandsInTheTrail()
    {
        using var host = new WebHost();
        var (admin, evaluator) = (await host.SignInAsync(host.Sample.Administrator), await host.SignInAsync(host.Sample.Evaluator));
        await admin.GetAsync($"/users/{host.Sample.Evaluator.Id}");
        (await admin.PostAsync($"/users/{host.Sample.Evaluator.Id}?handler=Role", ("Input.Role", "Advisor"))).Says("Say why the role changes");
        (await admin.PostAsync($"/users/{host.Sample.Evaluator.Id}?handler=Role", ("Input.Role", "Advisor"), ("Input.Why", "Moved on"))).HasStatus(302);
        (await evaluator.GetAsync("/requests")).HasStatus(302);
        var entry = await host.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.SubjectId == host.Sample.Evaluator.Id));
        Assert.AreEqual(("User's role changed", "Evaluator", "Advisor", "Moved on", "Sam Okafor"), (entry.Action, entry.Before, entry.After, entry.Why, entry.ActorName));
    }

    [TestMethod]
    public async Task Administrator_CannotChangeOrDisableThemselves_NorTheLastOne()
    {
        using var host = new WebHost();
        var admin = await host.SignInAsync(host.Sample.Administrator);
        var own = $"/users/{host.Sample.Administrator.Id}";
        (await admin.GetAsync(own)).Says("another administrator changes it").Has("form[action*='handler=Role']", 0);
        (await admin.PostAsync($"{own}?handler=Role", ("Input.Role", "Registrar"), ("Input.Why", "Whim"))).Says("your own account");
        (await admin.PostAsync($"{own}?handler=Disable", ("why", "Whim"))).Says("your own account");
        var other = new Actor("Another", Role.Administrator, Guid.NewGuid());
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(host.Services);
        var listing = (UserListing)scope.ServiceProvider.GetService(typeof(UserListing))!;
        foreach (var act in new Func<Task>[] { () => listing.DisableAsync(host.Sample.Administrator.Id, "Why", other, default), () => listing.ChangeAsync(host.Sample.Administrator.Id, Role.Auditor, null, "Why", other, default) })
            Assert.Contains("last administrator", (await Assert.ThrowsExactlyAsync<Core.IllegalMoveException>(act)).Message);
        Assert.IsNull(await host.QueryAsync(db => db.Users.Where(user => user.Id == host.Sample.Administrator.Id).Select(user => user.DisabledAt).SingleAsync()));
    }

    [TestMethod]
    public async Task Disabled_IsOutAtOnce_AndEnabledMaySignInAgain()
    {
        using var host = new WebHost();
        var (admin, auditor) = (await host.SignInAsync(host.Sample.Administrator), await host.SignInAsync(host.Sample.Auditor));
        var address = $"/users/{host.Sample.Auditor.Id}";
        (await admin.GetAsync(address)).Says("as a persona of the demo");
        (await admin.PostAsync($"{address}?handler=Disable", ("why", "Left"))).HasStatus(302);
        (await auditor.GetAsync("/dashboard")).HasStatus(302);
        Assert.AreEqual(0, await host.QueryAsync(db => db.UserSessions.CountAsync(session => session.UserId == host.Sample.Auditor.Id && session.EndedAt == null)));
        (await admin.PostAsync($"{address}?handler=Enable")).HasStatus(302);
        (await auditor.GetAsync("/dashboard")).HasStatus(302);
        await host.SignInAsync(host.Sample.Auditor);
    }

    [TestMethod]
    public async Task EndSessions_SignsSomebodyOutEverywhere()
    {
        using var host = new WebHost();
        var (admin, learner) = (await host.SignInAsync(host.Sample.Administrator), await host.SignInAsync(host.Sample.LearnerUser));
        await admin.GetAsync("/users");
        (await admin.PostAsync($"/users/{host.Sample.LearnerUser.Id}?handler=EndSessions")).HasStatus(302);
        (await learner.GetAsync("/my-credit")).HasStatus(302);
    }

    [TestMethod]
    public async Task Delegation_IsMadeByOneself_ToTheSameRole_AndEnded()
    {
        using var host = new WebHost();
        var colleague = new User { Name = "Prof. Ada Stone", Email = "stone@northfield.example", Role = Role.FacultyApprover, DepartmentCode = "HIST" };
        await host.QueryAsync(db =>
        {
            db.Add(colleague);
            return db.SaveChangesAsync();
        });
        var faculty = await host.SignInAsync(host.Sample.Faculty);
        var page = await faculty.GetAsync("/account/delegations");
        page.IsShown("While you are away").Says("Prof. Ada Stone (HIST)").DoesNotSay("Rosa Feld");
        (string, string)[] Days(Guid to, string first, string last) => [("Delegate.To", to.ToString()), ("Delegate.FirstOn", first), ("Delegate.LastOn", last), ("Delegate.Reason", "Sabbatical")];
        (await faculty.PostAsync("/account/delegations?handler=Delegate", Days(host.Sample.Registrar.Id, "2026-11-24", "2026-11-30"))).Says("colleague who has the same role");
        (await faculty.PostAsync("/account/delegations?handler=Delegate", Days(colleague.Id, "2026-11-30", "2026-11-24"))).Says("the last one not before the first");
        (await faculty.PostAsync("/account/delegations?handler=Delegate", Days(colleague.Id, "2026-11-23", "2026-11-24"))).Says("days from today on");
        (await faculty.PostAsync("/account/delegations?handler=Delegate", Days(colleague.Id, "2026-11-24", "2026-11-30"))).HasStatus(302);
        CollectionAssert.AreEqual(new[] { "CS", "HIST" }, await host.QueryAsync(db => ActingFor.DepartmentsAsync(db, colleague.Id, new(2026, 11, 24), default)));

        var id = await host.QueryAsync(db => db.Delegations.Select(delegation => delegation.Id).SingleAsync());
        var stranger = await host.SignInAsync(host.Sample.Registrar);
        await stranger.GetAsync("/account/delegations");
        (await stranger.PostAsync("/account/delegations?handler=EndDelegation", ("delegation", id.ToString()))).HasStatus(404);
        (await faculty.SubmitAsync(await faculty.GetAsync("/account/delegations"), "form[action*=EndDelegation]", ("delegation", id.ToString()))).HasStatus(302);
        CollectionAssert.AreEqual(new[] { "HIST" }, await host.QueryAsync(db => ActingFor.DepartmentsAsync(db, colleague.Id, new(2026, 11, 24), default)));
    }
}
