using System.Text.Json;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Simulators;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Web.Pages;

/// <summary>Connecting a partner and changing how it is connected, against a double of Credly over real HTTP.</summary>
[TestClass]
public sealed class ConnectionTests
{
    private const string NewCredly = "/partners/new?connector=Credly";
    private const string Token = "Settings[Token]";
    private const string Address = "Settings[Address]";

    [TestMethod]
    public async Task Connect_TriedThenSaved_KeepsTheSecretEncryptedAndShowsItNowhere()
    {
        await using var simulator = await PartnerSimulator.StartAsync(7);
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync("/partners/new")).IsShown("Connect a partner").Says("Reads the badges that an organization issues on Credly.", "Folder");
        var form = (await visitor.GetAsync(NewCredly)).IsShown("Connect a partner by Credly").Says("In Credly: Developers, Authorization tokens.");
        var fields = Fields(simulator);

        var tried = await visitor.PostAsync(NewCredly + "&handler=Test", fields);
        tried.HasStatus(200).Says("The connection works", "It answers, and has 7 credentials for us. Nothing is saved yet.");
        Assert.DoesNotContain(simulator["credly"].Secret, tried.Raw());
        Assert.IsFalse(await host.QueryAsync(db => db.Partners.AnyAsync(partner => partner.Code == "new-one")));

        (await visitor.PostAsync(NewCredly, fields)).LeadsTo("/partners/new-one");
        var partner = await host.QueryAsync(db => db.Partners.AsNoTracking().SingleAsync(partner => partner.Code == "new-one"));
        Assert.DoesNotContain(simulator["credly"].Secret, partner.Settings + partner.Secrets);
        Assert.AreEqual(QualityState.Proposed, partner.Quality);
        foreach (var page in new[] { await visitor.GetAsync("/partners/new-one"), await visitor.GetAsync("/partners/new-one/settings"), await visitor.GetAsync("/partners") })
            Assert.DoesNotContain(simulator["credly"].Secret, page.HasStatus(200).Raw(), page.Address);
        var entry = await host.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == "Partner connected"));
        Assert.Contains("Organization id: credly-org; Authorization token: another secret", entry.After!);
        Assert.DoesNotContain(simulator["credly"].Secret, JsonSerializer.Serialize(entry));
        Assert.IsNotNull(form);
    }

    [TestMethod]
    public async Task Connect_WithBadInput_SaysWhatAndKeepsWhatWasTypedButNoSecret()
    {
        await using var simulator = await PartnerSimulator.StartAsync(1);
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await visitor.GetAsync(NewCredly);
        var refused = await visitor.PostAsync(NewCredly, [.. Fields(simulator).Where(field => field.Name is not (Address or "Code")), ("Code", "New One"), (Address, "ftp://example.edu/")]);
        refused.HasStatus(200).Says("a letter first: harbor-institute");
        Assert.AreEqual("credly-org", Value(refused, "Settings_Organization_"));
        Assert.DoesNotContain(simulator["credly"].Secret, refused.Raw());
        foreach (var (address, sentence) in new[] { ("ftp://example.edu/", "Address: it begins with https://"), ("http://example.edu/", "Address: it begins with https://"), ("https://me:pass@example.edu/", "leave user name and password out of it"), ("not an address", "The address begins with https://"), ("", "Write the address of the API.") })
            (await visitor.PostAsync(NewCredly, [.. Fields(simulator).Where(field => field.Name != Address), (Address, address)])).HasStatus(200).Says(sentence);
        (await visitor.PostAsync(NewCredly, [.. Fields(simulator).Where(field => field.Name != "Code"), ("Code", "harbor")])).HasStatus(200).Says("Another partner has the code 'harbor'");
        (await visitor.PostAsync(NewCredly, [.. Fields(simulator).Where(field => field.Name != "Code"), ("Code", "new")])).HasStatus(200).Says("'new' cannot be a partner's code");
        (await visitor.PostAsync(NewCredly, [.. Fields(simulator).Where(field => field.Name != "Input.Calls"), ("Input.Calls", "0")])).HasStatus(200).Says("From 1 to 100,000.");
        (await visitor.PostAsync("/partners/new?connector=Nothing", Fields(simulator))).HasStatus(404);
        Assert.AreEqual(2, await host.QueryAsync(db => db.Partners.CountAsync()));
    }

    [TestMethod]
    public async Task Test_OfWhatIsWrong_SaysExactlyWhat()
    {
        await using var simulator = await PartnerSimulator.StartAsync(1);
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await visitor.GetAsync(NewCredly);
        async Task SaysAsync(string sentence, params (string Name, string Value)[] fields) =>
            (await visitor.PostAsync(NewCredly + "&handler=Test", [.. Fields(simulator).Where(field => fields.All(other => other.Name != field.Name)), .. fields])).HasStatus(200).Says("The connection does not work", sentence);

        await SaysAsync("refuses our key or token (401)", (Token, "wrong"));
        await SaysAsync("could not be reached: no connection could be made.", (Address, "http://127.0.0.1:9/"));
        (await visitor.PostAsync(NewCredly + "&handler=Test", [.. Fields(simulator).Where(field => field.Name != Token)])).HasStatus(200).Says("Write the authorization token.").DoesNotSay("The connection works", "The connection does not work");

        using var closed = new WebHost();
        visitor = await closed.SignInAsync(closed.Sample.Registrar);
        await visitor.GetAsync(NewCredly);
        (await visitor.PostAsync(NewCredly + "&handler=Test", Fields(simulator))).HasStatus(200).Says("its address is inside a private network");
    }

    [TestMethod]
    public async Task Settings_WithAnotherAddress_NeverSendTheStoredSecretThere()
    {
        await using var simulator = await PartnerSimulator.StartAsync(3);
        await using var thief = await PartnerSimulator.StartAsync(3);
        using var host = Host();
        var visitor = await ConnectAsync(host, simulator);
        var page = (await visitor.GetAsync("/partners/new-one/settings")).IsShown("Settings of <b>New</b> one").Says("It is stored and not shown.");
        Assert.AreEqual("", Value(page, "Settings_Token_") ?? "");

        page.Document.QuerySelector("form#connection")!.RemoveAttribute("action");
        (await visitor.SubmitAsync(page with { Address = "/partners/new-one/settings?handler=Test" }, "form#connection")).HasStatus(200).Says("It answers, and has 3 credentials for us.");
        var moved = (Address, thief.AddressOf("credly"));
        foreach (var handler in new[] { "?handler=Test", "" })
            (await visitor.SubmitAsync(page with { Address = "/partners/new-one/settings" + handler }, "form#connection", moved)).HasStatus(200).Says("Address has changed: enter Authorization token again.");
        Assert.IsEmpty(thief["credly"].Calls);

        (await visitor.SubmitAsync(page with { Address = "/partners/new-one/settings" }, "form#connection", moved, (Token, "entered-anew"))).LeadsTo("/partners/new-one");
        var (partner, entry) = await host.QueryAsync(async db => (await db.Partners.SingleAsync(row => row.Code == "new-one"), await db.AuditEntries.SingleAsync(row => row.Action == "Partner settings changed")));
        Assert.Contains(thief.AddressOf("credly"), partner.Settings);
        Assert.AreEqual($"Address: {thief.AddressOf("credly")}; Authorization token: another secret", entry.After);
    }

    [TestMethod]
    public async Task Settings_OverSftp_KeepSecretsOfSeveralLinesAndWantThemAgainForAnotherServer()
    {
        const string Key = "-----BEGIN KEY-----\nabc\n-----END KEY-----";
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await visitor.GetAsync("/partners/new?connector=Folder");
        (string Name, string Value)[] fields = [("Code", "files"), ("Input.Name", "Files"), .. Limits, ("Settings[Host]", "sftp.files.example"), ("Settings[Port]", "2222"), ("Settings[User]", "us"), ("Settings[Password]", "pass-phrase-7"), ("Settings[PrivateKey]", Key)];
        (await visitor.PostAsync("/partners/new?connector=Folder", [.. fields.Where(field => field.Name != "Settings[Port]"), ("Settings[Port]", "many")])).HasStatus(200).Says("SFTP port is a number.");
        (await visitor.PostAsync("/partners/new?connector=Folder", fields)).LeadsTo("/partners/files");
        var page = await visitor.GetAsync("/partners/files/settings");
        Assert.DoesNotContain("pass-phrase-7", page.Raw());
        Assert.DoesNotContain("BEGIN KEY", page.Raw());
        foreach (var (name, value, says) in new[] { ("Host", "sftp.thief.example", "SFTP server has changed"), ("Port", "22", "SFTP port has changed"), ("HostKey", "SHA256:" + new string('A', 43), "SFTP host key has changed") })
            (await visitor.SubmitAsync(page, "form#connection", ($"Settings[{name}]", value))).HasStatus(200).Says($"{says}: enter SFTP password again.", $"{says}: enter SFTP private key again.");
        (await visitor.SubmitAsync(page, "form#connection", ("Input.Name", "Files of theirs"), ("Settings[Folder]", "out"))).LeadsTo("/partners/files");
        var partner = await host.QueryAsync(db => db.Partners.SingleAsync(row => row.Code == "files"));
        var secrets = JsonDocument.Parse(host.Services.GetRequiredService<PartnerAccounts>().Unprotect(partner.Secrets!)).RootElement;
        Assert.AreEqual("pass-phrase-7", secrets.GetProperty("password").GetString());
        Assert.AreEqual(Key, secrets.GetProperty("privateKey").GetString()!.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public async Task Settings_SavedByTwo_TheSecondIsRefusedAndKeepsWhatWasTyped()
    {
        await using var simulator = await PartnerSimulator.StartAsync(1);
        using var host = Host();
        var visitor = await ConnectAsync(host, simulator);
        var page = await visitor.GetAsync("/partners/new-one/settings");
        (await visitor.SubmitAsync(page, "form#connection", ("Input.IsPaused", "true"))).LeadsTo("/partners/new-one");
        var second = await visitor.SubmitAsync(page, "form#connection", ("Input.Name", "Renamed"));
        second.HasStatus(409).Says("Somebody else has changed this partner meanwhile.");
        Assert.AreEqual("Renamed", Value(second, "Input_Name"));
        var partner = await host.QueryAsync(db => db.Partners.SingleAsync(row => row.Code == "new-one"));
        Assert.IsTrue(partner.IsPaused);
        Assert.IsNotNull(partner.Secrets, "A secret left empty stays.");
        Assert.AreEqual(simulator["credly"].Secret, JsonDocument.Parse(host.Services.GetRequiredService<PartnerAccounts>().Unprotect(partner.Secrets)).RootElement.GetProperty("token").GetString());
        (await visitor.GetAsync("/partners/new-one")).Says("This partner is paused").Has("form[action*='Pull']", 0);
        await visitor.PostAsync("/partners/new-one?handler=Pull");
        (await visitor.GetAsync("/partners/new-one")).Says("take the pause back in its settings first");
    }

    private static WebHost Host()
    {
        var host = new WebHost();
        host.Settings["Partners:InternalNetworks:0"] = "127.0.0.0/8";
        return host;
    }

    private static async Task<Visitor> ConnectAsync(WebHost host, PartnerSimulator simulator)
    {
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await visitor.GetAsync(NewCredly);
        (await visitor.PostAsync(NewCredly, Fields(simulator))).LeadsTo("/partners/new-one");
        return visitor;
    }

    private static string? Value(WebPage page, string id) => page.Document.GetElementById(id)!.GetAttribute("value");

    private static (string Name, string Value)[] Fields(PartnerSimulator simulator) =>
    [
        ("Code", "new-one"), ("Input.Name", "<b>New</b> one"), (Address, simulator.AddressOf("credly")), ("Settings[Organization]", simulator["credly"].Organization), (Token, simulator["credly"].Secret), .. Limits,
    ];

    private static (string Name, string Value)[] Limits =>
    [
        ("Input.OverlapHours", "48"), ("Input.SweepDays", "7"), ("Input.Calls", "1500"), ("Input.PerSeconds", "300"), ("Input.AtOnce", "2"), ("Input.AttemptSeconds", "25"), ("Input.TotalSeconds", "120"), ("Input.Retries", "3"), ("Input.BreakAfter", "8"), ("Input.BreakSeconds", "30"),
    ];
}
