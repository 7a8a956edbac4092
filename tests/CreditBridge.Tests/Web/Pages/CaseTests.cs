using CreditBridge.Core.Grants.Cases;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class CaseTests
{
    [TestMethod]
    public async Task Case_ClosedWithAReason_LeavesTheListAndTheDashboard()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        (await visitor.GetAsync("/dashboard")).Says("credentials were withdrawn after they had led to credit");
        Assert.HasCount(1, (await visitor.GetAsync("/cases")).IsShown("Cases").Says("Revoked after the grant").Rows());
        var page = (await visitor.GetAsync($"/cases/{host.Sample.Case.Id}")).IsShown("Revoked after the grant").Says("has revoked it", "N1000001");
        (await visitor.SubmitAsync(page, "main form")).HasStatus(200).Says("Choose what becomes of the credit.", "Say why");
        (await visitor.SubmitAsync(page, "main form", ("Input.Outcome", nameof(CaseOutcome.CreditStands)), ("Input.Why", "The learning was shown otherwise."))).LeadsTo("/cases");
        (await visitor.GetAsync("/cases")).Says("No case waits");
        (await visitor.GetAsync("/cases?show=all")).Says("Decided");
        (await visitor.GetAsync($"/cases/{host.Sample.Case.Id}")).Says("The credit stands.", "The learning was shown otherwise.", "Ivo Brandt").Has("main form", 0);
        var second = await visitor.PostAsync($"/cases/{host.Sample.Case.Id}", ("Input.Outcome", nameof(CaseOutcome.CreditToReverse)), ("Input.Why", "No."));
        second.HasStatus(409).Says("Ivo Brandt closed this case already.");
        Assert.AreEqual(CaseOutcome.CreditStands, (await host.QueryAsync(db => db.GrantCases.SingleAsync())).Outcome);
    }

    [TestMethod]
    public async Task Case_ForTheAuditor_HasNoForm()
    {
        using var host = new WebHost();
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync($"/cases/{host.Sample.Case.Id}")).IsShown("Revoked after the grant").Has("main form", 0);
    }

    [TestMethod]
    public async Task Case_CreditTakenBack_ReversesTheGrantWithTheCase()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/cases/{host.Sample.Case.Id}");
        (await visitor.SubmitAsync(page, "main form", ("Input.Outcome", nameof(CaseOutcome.CreditToReverse)), ("Input.Why", "The issuer says it was never earned."))).LeadsTo("/cases");
        var reversal = await host.QueryAsync(db => db.CreditGrants.Include(grant => grant.Lines).SingleAsync(grant => grant.ReversesGrantId == host.Sample.Case.GrantId));
        Assert.AreEqual("The issuer says it was never earned.", reversal.Explanation);
        Assert.IsLessThan(0, reversal.Lines.Sum(line => line.Credits));
    }
}
