using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class ReconciliationTests
{
    [TestMethod]
    public async Task Difference_LookedUpAgain_MakesThePostingUnknownWithTheReason()
    {
        using var host = new WebHost();
        var line = host.Sample.Requests.Posted.Lines[0];
        var difference = await DifferenceAsync(host, line.Key, DifferenceKind.OnlyHere);
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync($"/reconciliation/{difference}");
        page.IsShown("Only here").Says("Posted here, but the student system does not have it.");
        (await visitor.PostAsync($"/reconciliation/{difference}?handler=LookUp", ("Input.Why", ""))).HasStatus(200).Says("Say why");
        (await visitor.PostAsync($"/reconciliation/{difference}?handler=LookUp", ("Input.Why", "It was lost in a restore."))).LeadsTo("/reconciliation");
        var posting = await host.QueryAsync(db => db.Postings.SingleAsync(posting => posting.GrantLineId == line.Id));
        Assert.AreEqual((PostingState.Unknown, "It was lost in a restore."), (posting.State, posting.LastError));
        (await visitor.PostAsync($"/reconciliation/{difference}?handler=LookUp", ("Input.Why", "Again."))).HasStatus(409);
    }

    [TestMethod]
    public async Task Difference_Closed_IsGoneWithWhoAndWhy()
    {
        using var host = new WebHost();
        var difference = await DifferenceAsync(host, "not-ours", DifferenceKind.OnlyInStudentSystem);
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync($"/reconciliation/{difference}")).Says("Not ours").DoesNotSay("Look it up again");
        (await visitor.PostAsync($"/reconciliation/{difference}?handler=LookUp", ("Input.Why", "Try."))).HasStatus(409).Says("No grant here has this key");
        (await visitor.PostAsync($"/reconciliation/{difference}?handler=Close", ("Input.Why", "Entered by hand in 2019."))).LeadsTo("/reconciliation");
        (await visitor.GetAsync($"/reconciliation/{difference}")).Says("Rosa Feld: Entered by hand in 2019.").Has("main form", 0);
        (await visitor.PostAsync($"/reconciliation/{difference}?handler=Close", ("Input.Why", "Twice."))).HasStatus(409).Says("Rosa Feld closed it already.");
        Assert.AreEqual("Entered by hand in 2019.", (await host.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.SubjectId == difference))).Why);
    }

    [TestMethod]
    public async Task SignOff_TheLastComparison_IsByOnePersonOnce()
    {
        using var host = new WebHost();
        var run = new ReconciliationRun { RequestedAt = SampleInstitution.Now, RequestedBy = "The night" };
        run.End(SampleInstitution.Now, 3, [DifferenceKind.OnlyHere]);
        await host.QueryAsync(async db =>
        {
            db.Add(run);
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync("/reconciliation");
        (await visitor.SubmitAsync(page, "form[action*=SignOff]", ("note", "Looked at the one."))).LeadsTo("/reconciliation");
        (await visitor.GetAsync("/reconciliation")).Says("Looked at the one.", "Rosa Feld").Has("form[action*=SignOff]", 0);
        (await visitor.PostAsync("/reconciliation?handler=SignOff", ("run", run.Id.ToString()), ("note", "Me too."))).HasStatus(409).Says("Rosa Feld signed it off already.");
    }

    [TestMethod]
    public async Task CompareNow_AskedTwice_WaitsOnce()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await visitor.GetAsync("/reconciliation");
        (await visitor.PostAsync("/reconciliation?handler=Now")).LeadsTo("/reconciliation");
        (await visitor.PostAsync("/reconciliation?handler=Now")).LeadsTo("/reconciliation");
        Assert.AreEqual(1, await host.QueryAsync(db => db.ReconciliationRuns.CountAsync()));
    }

    private static Task<Guid> DifferenceAsync(WebHost host, string key, DifferenceKind kind) => host.QueryAsync(async db =>
    {
        var difference = new ReconciliationDifference { Kind = kind, Key = key, OpenKey = key, Sentence = kind == DifferenceKind.OnlyHere ? "Posted here, but the student system does not have it." : "The student system has it (77), but no grant here does.", FirstSeenAt = SampleInstitution.Now };
        db.Add(difference);
        await db.SaveChangesAsync();
        return difference.Id;
    });
}
