using CreditBridge.Core.Access;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class LearnerDeskTests
{
    [TestMethod]
    public async Task Counter_ByNumberNameOrAddress_OpensAtOnceWithWhatWaits()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var ada = host.Sample.Ada;
        foreach (var words in (string[])[ada.StudentNumber, ada.FamilyName, $"{ada.GivenName} {ada.FamilyName}", $"{ada.FamilyName}, {ada.GivenName}"])
            (await visitor.GetAsync($"/learners?q={Uri.EscapeDataString(words)}")).LeadsTo($"/learners/{ada.Id}");
        (await visitor.GetAsync($"/learners/{ada.Id}")).IsShown(ada.Name).Says("R-2026-000101", "the office", "CSCI 1300", "Nothing: it is on the student record.");
        (await visitor.GetAsync("/learners?q=nobody-like-it")).Says("Nobody matches");
        (await visitor.GetAsync($"/learners/{Guid.CreateVersion7()}")).HasStatus(404);
    }

    [TestMethod]
    public async Task Advisor_SeesTheAssignedOnly()
    {
        using var host = new WebHost();
        var advisor = host.Sample.Users.First(user => user.Role == Role.Advisor);
        var visitor = await host.SignInAsync(advisor);
        (await visitor.GetAsync($"/learners/{host.Sample.Ada.Id}")).HasStatus(404);
        (await visitor.GetAsync("/learners")).Says("No learner to show");
        await host.QueryAsync(db => db.Learners.Where(learner => learner.Id == host.Sample.Ada.Id).ExecuteUpdateAsync(set => set.SetProperty(learner => learner.AdvisorEmail, advisor.Email)));
        (await visitor.GetAsync($"/learners/{host.Sample.Ada.Id}")).IsShown(host.Sample.Ada.Name);
        (await visitor.GetAsync($"/learners/{host.Sample.Ben.Id}")).HasStatus(404);
        (await visitor.GetAsync($"/search?q={host.Sample.Ben.StudentNumber}")).Says("Nothing is called");
    }

    [TestMethod]
    public async Task Merge_ShowsBoth_AsksWhy_AndIsUndone()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var (ada, ben) = (host.Sample.Ada, host.Sample.Ben);
        (await visitor.GetAsync($"/learners/{ada.Id}/merge?with=X")).Says("There is no learner of the number");
        var page = (await visitor.GetAsync($"/learners/{ada.Id}/merge?with={ben.StudentNumber}")).Says("Stays", "Is merged into it", ben.Name);
        (await visitor.PostAsync($"/learners/{ada.Id}/merge?with={ben.StudentNumber}", ("Why", ""))).HasStatus(400).Says("Say what shows that they are one person.");
        (await visitor.PostAsync($"/learners/{ada.Id}/merge?with={ben.StudentNumber}", ("Why", "Same passport."))).LeadsTo($"/learners/{ada.Id}");
        (await visitor.GetAsync($"/learners/{ben.Id}")).LeadsTo($"/learners/{ada.Id}");
        (await visitor.GetAsync($"/learners?q={ben.StudentNumber}")).LeadsTo($"/learners/{ada.Id}");
        var merge = await host.QueryAsync(db => db.LearnerMerges.Select(row => row.Id).SingleAsync());
        (await visitor.PostAsync($"/learners/{ada.Id}?handler=Undo", ("merge", merge.ToString()), ("why", "Two passports."))).LeadsTo($"/learners/{ada.Id}");
        (await visitor.GetAsync($"/learners/{ben.Id}")).IsShown(ben.Name);
    }

    [TestMethod]
    public async Task Search_FindsByEachKind_AndOpensTheOnlyHit()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync($"/search?q={host.Sample.Rule.Code}")).LeadsTo($"/rules/{host.Sample.Rule.Code}");
        (await visitor.GetAsync("/search?q=r-2026-000101")).LeadsTo($"/requests/{host.Sample.Requests.Waiting.Id}");
        (await visitor.GetAsync($"/search?q={host.Sample.Ada.StudentNumber}")).LeadsTo($"/learners/{host.Sample.Ada.Id}");
        (await visitor.GetAsync("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")).Says("Nothing is called").Has("main script", 0);
        (await visitor.GetAsync("/search")).IsShown("Search");
    }

    [TestMethod]
    public async Task AwardByHand_IsCheckedThenOpened_AndWhatWasTypedIsKept()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync("/awards-by-hand")).IsShown("Award by hand");
        (await visitor.PostAsync("/awards-by-hand?handler=Check", ("Input.Numbers", "N1"))).HasStatus(400).Says("Say what was assessed, by whom and how.", "Choose why it is recognised.");
        (string, string)[] typed = [("Input.Numbers", $"{host.Sample.Ada.StudentNumber}\nNOBODY"), ("Input.Basis", "Portfolio"), ("Input.Subject", "HIST"), ("Input.Level", "Lower"), ("Input.Credits", "3"), ("Input.Why", "Portfolio read by the department.")];
        (await visitor.PostAsync("/awards-by-hand?handler=Check", typed)).HasStatus(200).Says("There is no learner of this number.", "Open one request", "Portfolio read by the department.");
        (await visitor.PostAsync("/awards-by-hand", [.. typed, ("Input.Confirmed", "5")])).HasStatus(409).Says("It would be 1 learners now, not 5");
        (await visitor.PostAsync("/awards-by-hand", [.. typed, ("Input.Confirmed", "1")])).LeadsTo("/requests");
        Assert.AreEqual(1, await host.QueryAsync(db => db.CreditRequests.CountAsync(request => request.Origin == Core.Requests.RequestOrigin.Staff)));
    }
}
