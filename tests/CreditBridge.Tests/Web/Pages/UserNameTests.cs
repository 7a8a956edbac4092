using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class UserNameTests
{
    [TestMethod]
    public async Task Confirm_WithEvidence_IsTheLearnersAndNobodyElses()
    {
        using var host = new WebHost();
        var campus = new Partner { Code = "campus", Name = "Open Campus", Connector = "OpenEdx" };
        await host.QueryAsync(db =>
        {
            db.Add(campus);
            return db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        (await visitor.GetAsync($"/learners/{host.Sample.Ada.Id}")).Has($"a[href='/learners/{host.Sample.Ada.Id}/user-name']", 1);
        var page = (await visitor.GetAsync($"/learners/{host.Sample.Ada.Id}/user-name")).IsShown("User name of Ada Quist").Has("option", 1);
        (await visitor.SubmitAsync(page, "main form", ("Input.Name", "ada_q"))).HasStatus(200).Says("Say what shows that it is theirs");
        (await visitor.SubmitAsync(page, "main form", ("Input.Name", "ada q"), ("Input.Evidence", "Signed in before me"))).HasStatus(200).Says("A user name has no spaces");
        (await visitor.SubmitAsync(page, "main form", ("Input.Name", "ada_q"), ("Input.Evidence", "Signed in before me"), ("Input.Partner", host.Sample.Harbor.Id.ToString()))).HasStatus(200).Says("Choose the partner.");
        (await visitor.SubmitAsync(page, "main form", ("Input.Name", "ada_q"), ("Input.Evidence", "Signed in before me"))).LeadsTo($"/learners/{host.Sample.Ada.Id}");
        var key = RecipientKey.User("campus", "ada_q");
        Assert.AreEqual(host.Sample.Ada.Id, await host.QueryAsync(db => db.LearnerIdentities.Where(identity => identity.Key == key && identity.ConfirmedAt != null).Select(identity => identity.LearnerId).SingleAsync()));
        Assert.AreEqual("Signed in before me", await host.QueryAsync(db => db.AuditEntries.Where(entry => entry.Action == "User name confirmed").Select(entry => entry.Why).SingleAsync()));
        page = await visitor.GetAsync($"/learners/{host.Sample.Ben.Id}/user-name");
        (await visitor.SubmitAsync(page, "main form", ("Input.Name", "ada_q"), ("Input.Evidence", "He says so"))).HasStatus(200).Says("is confirmed for another learner");
    }
}
