using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class TrailTests
{
    [TestMethod]
    public async Task Trail_OfAuditor_ShowsTheStateAndHandsOutCheckpoints()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        (await visitor.GetAsync("/trail")).IsShown("Trail").Says("No checkpoint has been made yet");
        await host.QueryAsync(async db =>
        {
            db.AuditEntries.AddRange(Enumerable.Range(0, 7).Select(_ => AuditEntry.Of(new Actor("Somebody", null), SampleInstitution.Now, "Something done", "Something", Guid.CreateVersion7())));
            await db.SaveChangesAsync();
            return await new Sealing(db, host.Time).SealAsync(TimeSpan.FromSeconds(20), ClosingDay.Today, CancellationToken.None);
        });
        var page = await visitor.GetAsync("/trail");
        var size = (await host.QueryAsync(db => db.AuditCheckpoints.SingleAsync())).TreeSize;
        page.IsShown("Trail").Says($"Sealed{size + 1}", "Waiting to be sealed0").DoesNotSay("No checkpoint");
        Assert.HasCount(1, page.Rows());
        var file = await visitor.GetAsync(page.Document.QuerySelector("tbody a")!.GetAttribute("href")!);
        file.HasStatus(200);
        Assert.AreEqual(size, ExportedCheckpoint.Read(await file.Response.Content.ReadAsStringAsync()).TreeSize);
        (await visitor.GetAsync("/trail?handler=Checkpoint&day=2020-01-01")).HasStatus(404);
        (await visitor.GetAsync("/trail?handler=Checkpoint&day=nonsense")).HasStatus(404);
    }
}
