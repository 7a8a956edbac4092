using System.Text.Json;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Web.Pages;

/// <summary>A learner shows credit to others, and stops showing it.</summary>
[TestClass]
public sealed class AwardTests
{
    private static readonly JsonSerializerOptions Proof = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    [TestMethod]
    public async Task AwardPage_ByItsLink_ShowsWhatAnEmployerNeedsVerified()
    {
        using var host = new WebHost();
        var page = await host.Visit().GetAsync($"/awards/{host.Sample.Requests.Award.Token}");
        page.IsShown("3 credits for Ada Quist").Says(
            "Northfield State University", "CSCI 1300", "Fall 2026", "Networking Fundamentals, Harbor Institute, issued 2 Mar 2026", "In force", "Verified just now",
            "The signature is good.", "Its issuer has not revoked it.", "It has no end.");
        page.DoesNotSay("N1000001", "2001", "ada@northfield.example", "Ivo Brandt", "EQ-00042").Has("svg.qr path", 1).Has("meta[name=robots][content^=noindex]", 1).Has(".is-not-met", 0);
        Assert.AreEqual("no-store", page.Header("Cache-Control"));
        Assert.StartsWith("noindex", page.Header("X-Robots-Tag")!);
    }

    [TestMethod]
    public async Task AwardPage_AskedVeryOften_SaysToWait()
    {
        using var host = new WebHost();
        var visitor = host.Visit();
        for (var time = 0; time < 30; time++)
            (await visitor.GetAsync("/awards/unknown")).HasStatus(404);
        (await visitor.GetAsync("/awards/unknown")).HasStatus(429).Says("Too much at once");
        (await visitor.GetAsync("/awards/another")).HasStatus(404);
    }

    [TestMethod]
    public async Task AwardPage_ProofOfTheTrail_IsThereOnceTheCheckpointIsMade()
    {
        using var host = new WebHost();
        var address = $"/awards/{host.Sample.Requests.Award.Token}";
        (await host.Visit().GetAsync(address)).Says("will be here tomorrow");
        (await host.Visit().GetAsync($"{address}?handler=Proof")).HasStatus(404);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
            var grant = host.Sample.Requests.Award.GrantId;
            db.AuditEntries.Add(AuditEntry.Of(new Actor("Rosa Registrar", Role.Registrar), DateTime.UtcNow, "Credit granted", nameof(CreditGrant), grant));
            await db.SaveChangesAsync();
            await new Sealing(db, TimeProvider.System).SealAsync(TimeSpan.FromSeconds(10), ClosingDay.Today, CancellationToken.None);
        }

        var page = await host.Visit().GetAsync(address);
        page.Says("sealed trail").DoesNotSay("Rosa Registrar");
        var proof = await host.Visit().GetAsync(page.Document.QuerySelector("a[download][href*='handler=Proof'], a[download][href*='Proof']")!.GetAttribute("href")!);
        proof.HasStatus(200);
        Assert.IsTrue(JsonSerializer.Deserialize<InclusionProof>(proof.Body, Proof)!.Verifies());
    }

    [TestMethod]
    [DataRow(AwardForm.Json, "application/vc", FileKind.Json)]
    [DataRow(AwardForm.Jwt, "application/vc+jwt", FileKind.Jwt)]
    [DataRow(AwardForm.Png, "image/png", FileKind.Png)]
    [DataRow(AwardForm.Svg, "image/svg+xml", FileKind.Svg)]
    public async Task AwardPage_Download_IsAFileWithTheCredentialInside(AwardForm form, string type, FileKind kind)
    {
        using var host = new WebHost();
        var page = await host.Visit().GetAsync($"/awards/{host.Sample.Requests.Award.Token}");
        var file = await host.Visit().GetAsync(page.Document.QuerySelector($"a[download][href*='form={form}']")!.GetAttribute("href")!);
        file.HasStatus(200);
        Assert.AreEqual(type, file.Response.Content.Headers.ContentType!.MediaType);
        // A picture is a file to keep, never a page of ours.
        Assert.StartsWith("attachment", file.Header("Content-Disposition")!);
        var opened = CredentialFile.Open(file.Body);
        Assert.AreEqual(kind, opened.Kind);
        Assert.AreEqual(form == AwardForm.Jwt ? FileKind.Jwt : FileKind.Json, opened.TextKind);
        if (form != AwardForm.Jwt)
            Assert.Contains(host.Sample.Requests.Award.CredentialId, opened.Text);
    }

    [TestMethod]
    public async Task Link_SwitchedOff_IsNothingHereLikeAnUnknownOne_AndComesBackTheSame()
    {
        using var host = new WebHost();
        var (ada, anybody, address) = (await host.SignInAsync(host.Sample.LearnerUser), host.Visit(), $"/awards/{host.Sample.Requests.Award.Token}");
        var mine = await ada.GetAsync("/my-credit");
        Assert.Contains(address, mine.Document.QuerySelector(".share input[readonly]")!.GetAttribute("value")!);
        Assert.AreEqual(302, (await ada.SubmitAsync(mine, ".share form[action*=Share]")).Status);

        var off = (await anybody.GetAsync(address)).HasStatus(404);
        var unknown = (await anybody.GetAsync($"/awards/{new string('A', 24)}")).HasStatus(404);
        Assert.AreEqual(Words(unknown), Words(off));
        Assert.AreEqual(unknown.Header("Cache-Control"), off.Header("Cache-Control"));
        (await anybody.GetAsync(address + "?handler=File&form=Json")).HasStatus(404);
        var entry = await host.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.SubjectId == host.Sample.Requests.Posted.Id));
        Assert.AreEqual(("Public link switched off", "Ada Quist"), (entry.Action, entry.ActorName));
        (await (await host.SignInAsync(host.Sample.Registrar)).GetAsync($"/grants/{host.Sample.Requests.Posted.Id}")).Says("Public linkSwitched off 24 Nov 2026").DoesNotSay(host.Sample.Requests.Award.Token);

        mine = (await ada.GetAsync("/my-credit")).Has(".share input[readonly]", 0);
        await ada.SubmitAsync(mine, ".share form[action*=Share]");
        (await anybody.GetAsync(address)).HasStatus(200);
    }

    [TestMethod]
    [DataRow("Share", "on", "true")]
    [DataRow("File", "form", "Json")]
    public async Task SomebodyElsesGrant_IsNotHere(string handler, string field, string value)
    {
        using var host = new WebHost();
        var ada = await host.SignInAsync(host.Sample.LearnerUser);
        await ada.GetAsync("/my-credit");
        var others = (await ada.PostAsync($"/my-credit?handler={handler}", ("grant", host.Sample.Requests.Unknown.Id.ToString()), (field, value))).HasStatus(404);
        var none = (await ada.PostAsync($"/my-credit?handler={handler}", ("grant", Guid.NewGuid().ToString()), (field, value))).HasStatus(404);
        Assert.AreEqual(Words(none), Words(others));
        Assert.AreEqual(1, await host.QueryAsync(db => db.Awards.CountAsync()));
    }

    [TestMethod]
    public async Task MyCredit_DownloadMyRecord_IsOneSignedRecord()
    {
        using var host = new WebHost();
        var ada = await host.SignInAsync(host.Sample.LearnerUser);
        var file = await ada.SubmitAsync(await ada.GetAsync("/my-credit"), "form[action*=Record]", ("form", "Json"));
        file.HasStatus(200);
        using var record = JsonDocument.Parse(file.Body);
        Assert.AreEqual("ClrCredential", record.RootElement.GetProperty("type")[1].GetString());
        Assert.AreEqual(1, record.RootElement.GetProperty("credentialSubject").GetProperty("verifiableCredential").GetArrayLength());
        // The learner hands it out, not we.
        Assert.AreEqual(0, await host.QueryAsync(db => db.DisclosureEntries.CountAsync()));
    }

    [TestMethod]
    public async Task Reversed_ShowsAtOnceOnThePage_AndInTheListAfterAMinute()
    {
        using var host = new WebHost();
        var anybody = host.Visit();
        var before = (await anybody.GetAsync("/credentials/status/1")).HasStatus(200);
        await host.QueryAsync(db => db.GrantLines.Where(line => line.GrantId == host.Sample.Requests.Posted.Id).ExecuteUpdateAsync(set => set.SetProperty(line => line.ReversedAt, SampleInstitution.Now)));
        var page = await anybody.GetAsync($"/awards/{host.Sample.Requests.Award.Token}");
        page.HasStatus(200).Says("took back credit", "Taken back", "Its issuer has revoked it. That is final.", "Checked just now").DoesNotSay("Verified just now");
        CollectionAssert.AreEqual(before.Body, (await anybody.GetAsync("/credentials/status/1")).Body);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        CollectionAssert.AreNotEqual(before.Body, (await anybody.GetAsync("/credentials/status/1")).Body);
        (await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-credit")).Has(".share", 0);
    }

    [TestMethod]
    public async Task Documents_AreForEveryProgramEverywhere()
    {
        using var host = new WebHost();
        foreach (var (address, type, age) in new[] { ("/.well-known/did.json", "application/did+json", 300), ("/.well-known/jwks.json", "application/jwk-set+json", 300), ("/credentials/status/1", "application/vc", 60) })
        {
            var answer = (await host.Visit().GetAsync(address)).HasStatus(200);
            Assert.AreEqual((type, "*", $"public, max-age={age}"), (answer.Response.Content.Headers.ContentType!.MediaType, answer.Header("Access-Control-Allow-Origin"), answer.Header("Cache-Control")));
            using var json = JsonDocument.Parse(answer.Body);
            Assert.DoesNotContain("\"d\"", System.Text.Encoding.UTF8.GetString(answer.Body));
        }

        (await host.Visit().GetAsync("/credentials/status/2")).HasStatus(404);
        (await host.Visit().GetAsync("/credentials/status/0")).HasStatus(404);
    }

    [TestMethod]
    public void Start_WithAKeyThatOthersMayRead_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no file modes.");
            return;
        }

        using var host = new WebHost();
        var folder = Directory.CreateDirectory(Path.Combine(host.DataFolder, "keys", "issuing"));
        var seed = Path.Combine(folder.FullName, "20261124T150000000Z-00000000.seed");
        File.WriteAllBytes(seed, new byte[32]);
        File.SetUnixFileMode(seed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("others on this machine may read it", Assert.Throws<Exception>(() => host.Visit()).GetBaseException().Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("http://localhost:5080")]
    [DataRow("http://credit.northfield.example")]
    public void Production_WithoutAnAddressOthersReach_RefusesToStartAndSaysWhatItIs(string address)
    {
        using var host = new WebHost("Production") { Settings = { ["Issuing:PublicAddress"] = address } };
        Assert.Contains("Issuing:PublicAddress is the https address", Assert.Throws<Exception>(() => host.Visit()).GetBaseException().Message);
    }

    /// <summary>All of the page but the reference of the request.</summary>
    private static string Words(WebPage page) => System.Text.RegularExpressions.Regex.Replace(page.Text, "reference: [^ ]+", "");
}
