using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class SyncTests
{
    [TestMethod]
    public async Task Runs_Listed_AddUp()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        foreach (var row in (await visitor.GetAsync("/sync-runs")).IsShown("Sync runs").Rows())
        {
            var numbers = row.Skip(3).Select(int.Parse).ToList();
            Assert.AreEqual(numbers[0], numbers.Skip(1).Sum(), row[0]);
        }

        Assert.HasCount(1, (await visitor.GetAsync("/sync-runs?state=Failed")).Rows());
        (await visitor.GetAsync($"/sync-runs?state=Running&partner={host.Sample.Harbor.Id}")).Says("No run matches these filters");
    }

    [TestMethod]
    public async Task Run_ThatDidNotFinish_SaysWhyAndOffersToResume()
    {
        using var host = new WebHost();
        var run = host.Sample.Night.MeridianRun;
        (await (await host.SignInAsync(host.Sample.Registrar)).GetAsync($"/sync-runs/{run.Id}")).IsShown("Pull from Meridian Skills").Says(
            "It could not finish", "permission denied", "The next run goes on from the checkpoint.", "meridian-2026-11.ndjson, record 34", "Resume now");
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync($"/sync-runs/{run.Id}")).DoesNotSay("Resume now");
    }

    [TestMethod]
    public async Task Run_ThatIsOpen_ShowsItsProgressInWords_AndIsStoppedAndResumed()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await visitor.GetAsync("/partners/harbor");
        var asked = await visitor.PostAsync("/partners/harbor?handler=Pull", ("everything", "true"));
        asked.HasStatus(302);
        var address = asked.Response.Headers.Location!.OriginalString;
        await host.QueryAsync(async db =>
        {
            db.Add(new SyncCheckpoint { PartnerId = host.Sample.Harbor.Id, Scope = "", Value = """{"BegunAt":"2026-11-24T15:00:00Z","Cursor":"https://harbor.example/?secret=7","Since":"2026-11-20T00:00:00Z","Listed":1250,"Total":4000}""", At = SampleInstitution.Now });
            return await db.SaveChangesAsync();
        });
        var page = await visitor.GetAsync(address);
        page.IsShown("Pull from Harbor Institute").Says("Waiting to start", "Rosa Feld, from a page", "everything", "1,250 of 4,000 records, so far, of what changed since 20 Nov 2026").Has("progress[max='4000'][value='1250']", 1).Has("meta[http-equiv=refresh]", 1).DoesNotSay("Resume now", "secret=7", "BegunAt");
        (await visitor.GetAsync(address + "?handler=Progress")).HasStatus(200).Has("#progress[hx-get]", 1);
        // A second press gets the run that is open.
        Assert.AreEqual(address, (await visitor.PostAsync("/partners/harbor?handler=Pull")).Response.Headers.Location!.OriginalString);

        (await visitor.SubmitAsync(page, "form[action*=Stop]")).LeadsTo(address);
        (await visitor.GetAsync(address)).Says("Stopped", "What was taken stays").Has("#progress[hx-get]", 0);
        Assert.AreEqual("true", (await visitor.GetAsync(address + "?handler=Progress")).Header("HX-Refresh"));
        (await visitor.SubmitAsync(page, "form[action*=Stop]")).LeadsTo(address);
        (await visitor.GetAsync(address)).Says("is Cancelled and cannot become Cancelled").Has("[role=status] .tone-waiting", 1);
        (await visitor.SubmitAsync(await visitor.GetAsync(address), ".head form")).LeadsTo(address);
        Assert.AreEqual(SyncRunState.Requested, await host.QueryAsync(db => db.SyncRuns.Where(run => run.IsOpen == true).Select(run => run.State).SingleAsync()));
        var watching = await (await host.SignInAsync(host.Sample.Evaluator)).GetAsync(address);
        watching.HasStatus(200).Has("main form", 0);
    }

    [TestMethod]
    public async Task Quarantine_ForWhoMayOnlyRead_ShowsNoNameNoAddressAndNoSecret()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            db.Add(Read(host, Core.Credentials.CredentialFormat.Record, null, """{"id":"b-1","state":"accepted","recipient_email":"ada@northfield.example","recipient":{"name":"Ada Quist","identity":[{"value":"N1000001"}]},"token":"s3cret","issued_at":"2026-05-01"}"""));
            db.Add(Read(host, Core.Credentials.CredentialFormat.Csv, "id,recipient_name,recipient_email,issued_on,status", "h-9,\"Quist, Ada\",ada@northfield.example,2026-05-01,active"));
            db.Add(Read(host, Core.Credentials.CredentialFormat.Csv, "id,recipient_name,recipient_email,issued_on,status", "h-9,x,Ada Quist,ada@northfield.example,2026-05-01,active"));
            db.Add(Read(host, Core.Credentials.CredentialFormat.Ndjson, null, "{\"name\":\"Ada Quist\", broken ada@northfield.example"));
            return await db.SaveChangesAsync();
        });
        var address = $"/quarantine/group?fingerprint=read&partner={host.Sample.Harbor.Id}";
        var masked = (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync(address)).HasStatus(200).Has("pre.payload", 4).Has("main form", 0);
        masked.Says("accepted", "2026-05-01", "active", "\"recipient_email\": \"•••\"", "'•••' is not an e-mail address").DoesNotSay("Ada", "Quist", "northfield.example", "N1000001", "s3cret");
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync("/quarantine")).DoesNotSay("ada(at)", "northfield.example");
        (await (await host.SignInAsync(host.Sample.Evaluator)).GetAsync(address)).Says("ada@northfield.example", "Ada Quist");
    }

    [TestMethod]
    public async Task Quarantine_GroupsWhatFailedAlike_AndShowsWhatWasReadAsText()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var list = await visitor.GetAsync("/quarantine");
        Assert.HasCount(2, list.IsShown("Quarantine").Says("Waiting 3", "Ignored 0").Rows());
        var group = await visitor.GetAsync(list.Document.QuerySelector("tbody a")!.GetAttribute("href")!);
        group.HasStatus(200).Says("2 records from Harbor Institute", "<script>alert('raw')</script>").Has("pre.payload", 2).Has("main script", 0);
    }

    [TestMethod]
    public async Task Ignore_AllOfAGroup_NeedsAReasonAndTheCountThePageSaid()
    {
        using var host = new WebHost();
        var record = host.Sample.Night.Quarantined[0];
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/quarantine/group?fingerprint={record.Fingerprint}&partner={host.Sample.Harbor.Id}");
        (await visitor.SubmitAsync(page, "form[action*=Ignore]")).HasStatus(200).Says("Say why; it stays with the record.");
        (await visitor.SubmitAsync(page, "form[action*=Ignore]", ("Input.Count", "1"), ("Input.Why", "Test rows."))).HasStatus(409).Says("There are 2 records now, not 1.");
        (await visitor.SubmitAsync(page, "form[action*=Ignore]", ("Input.Why", "Test rows."))).HasStatus(302);

        var closed = await host.QueryAsync(db => db.QuarantinedRecords.Where(row => row.State == QuarantineState.Ignored).ToListAsync());
        Assert.HasCount(2, closed);
        Assert.IsTrue(closed.TrueForAll(row => row.ClosedWhy == "Test rows." && row.ClosedBy == "Ivo Brandt"));
        (await visitor.GetAsync("/quarantine?state=Ignored")).DoesNotSay("None yet");
    }

    [TestMethod]
    public async Task Replay_WhatStillCannotBeTaken_SaysWhyAndKeepsIt()
    {
        using var host = new WebHost();
        var record = host.Sample.Night.Quarantined[0];
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/quarantine/group?fingerprint={record.Fingerprint}&partner={host.Sample.Harbor.Id}");
        var answer = await visitor.SubmitAsync(page, ".head form");
        answer.HasStatus(302);
        (await visitor.GetAsync(answer.Response.Headers.Location!.OriginalString)).Says("0 taken; 2 still cannot be:", "Last seen").Has("[role=status] .tone-waiting", 1).Has("[role=status] .tone-good", 0);
        Assert.AreEqual(3, await host.QueryAsync(db => db.QuarantinedRecords.CountAsync(row => row.State == QuarantineState.Waiting)));
    }

    [TestMethod]
    public async Task Replay_WhatCanBeTakenNow_TakesIt()
    {
        using var host = new WebHost();
        var good = new QuarantinedRecord
        {
            PartnerId = host.Sample.Harbor.Id,
            SyncRunId = host.Sample.Night.HarborRun.Id,
            Location = "late.csv, line 2",
            Reason = "course",
            Sentence = "net-1 was not known yet.",
            Fingerprint = "late",
            Header = "id,achievement_id,recipient_email,issued_on",
            Payload = "h-900,net-1,ada@northfield.example,2026-05-01",
            PayloadSha256 = new string('c', 64),
            Format = Core.Credentials.CredentialFormat.Csv,
            SeenAt = SampleInstitution.Now,
        };
        await host.QueryAsync(async db =>
        {
            db.Add(good);
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync($"/quarantine/group?fingerprint=late&partner={host.Sample.Harbor.Id}");
        page.IsShown("net-1 was not known yet.");
        (await visitor.SubmitAsync(page, ".head form", ("Input.Count", "2"))).HasStatus(409).Says("There is 1 record now, not 2.");
        (await visitor.SubmitAsync(page, ".head form")).HasStatus(302);
        Assert.IsTrue(await host.QueryAsync(db => db.Credentials.AnyAsync(credential => credential.ExternalId == "h-900" && credential.LearnerId == host.Sample.Ada.Id)));
    }

    private static QuarantinedRecord Read(WebHost host, Core.Credentials.CredentialFormat format, string? header, string payload) => new()
    {
        PartnerId = host.Sample.Harbor.Id,
        SyncRunId = host.Sample.Night.HarborRun.Id,
        Location = "page 1, record 1",
        Reason = "email",
        Sentence = "recipient_email 'ada(at)northfield.example' is not an e-mail address.",
        Fingerprint = "read",
        Header = header,
        Payload = payload,
        PayloadSha256 = PayloadHash.Of(payload),
        Format = format,
        SeenAt = SampleInstitution.Now,
    };
}
