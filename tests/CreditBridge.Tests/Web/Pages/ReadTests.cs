using CreditBridge.Core.Reads;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class ReadTests
{
    [TestMethod]
    public async Task Held_ConfirmedWithItsNumber_IsReadAgain()
    {
        using var host = new WebHost();
        var held = new SisRead { RequestedAt = SampleInstitution.Now, RequestedBy = "The night", IsDryRun = false };
        held.Begin();
        held.Hold([ReadTable.Empty("courses").WithGone(["BIOL 1306", "BIOL 1307"])], 2, "2 of 9 courses are no longer there.", SampleInstitution.Now);
        await host.QueryAsync(async db =>
        {
            db.Add(held);
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync("/student-system/reads");
        page.IsShown("Read from the student system").Says("Held for a person", "2 of 9 courses are no longer there.", "BIOL 1307", "Take it: 2 courses end");
        (await visitor.PostAsync("/student-system/reads?handler=Confirm", ("read", held.Id.ToString()), ("gone", "1"))).HasStatus(409).Says("2 courses would end, not 1.");
        (await visitor.SubmitAsync(page, "form[action*=Confirm]")).LeadsTo("/student-system/reads");
        Assert.AreEqual((SisReadState.Requested, 2, "Rosa Feld"), await host.QueryAsync(db => db.SisReads.Select(read => new ValueTuple<SisReadState, int, string>(read.State, read.ConfirmedGone!.Value, read.ConfirmedBy!)).SingleAsync()));
        (await visitor.PostAsync("/student-system/reads?handler=Confirm", ("read", held.Id.ToString()), ("gone", "2"))).HasStatus(409);
    }

    [TestMethod]
    public async Task Page_NothingIsSet_SaysSoAndTakesNoRequest()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync("/student-system/reads")).Says("Nothing has been read yet", "Sis:Reads").Has("form[action*=Take]", 0);
        (await visitor.PostAsync("/student-system/reads?handler=Take")).HasStatus(404);
    }
}
