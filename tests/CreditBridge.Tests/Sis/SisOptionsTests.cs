using CreditBridge.Jobs.Settings;
using CreditBridge.Sis;
using CreditBridge.Sis.PeopleSoft;
using CreditBridge.Sis.Pesc;
using CreditBridge.Sis.Workday;
using CreditBridge.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Sis;

[TestClass]
public sealed class SisOptionsTests
{
    private static readonly Dictionary<string, string?> Pesc = new()
    {
        ["Sis:Adapter"] = "Pesc",
        ["Sis:Pesc:Source:Name"] = "CreditBridge University",
        ["Sis:Pesc:Destination:Name"] = "CreditBridge University",
        ["Sis:Pesc:Bases:Exam"] = "AdvancedPlacement",
    };

    private static readonly Dictionary<string, string?> Workday = new()
    {
        ["Sis:Adapter"] = "Workday",
        ["Sis:Workday:Address"] = "https://wd.example/ccx/api",
        ["Sis:Workday:TokenAddress"] = "https://wd.example/ccx/oauth2/acme/token",
        ["Sis:Workday:Tenant"] = "acme",
        ["Sis:Workday:ClientId"] = "id",
        ["Sis:Workday:ClientSecret"] = "canary",
    };

    private static readonly Dictionary<string, string?> PeopleSoft = new()
    {
        ["Sis:Adapter"] = "PeopleSoft",
        ["Sis:PeopleSoft:Address"] = "https://cs.example",
        ["Sis:PeopleSoft:User"] = "user",
        ["Sis:PeopleSoft:Password"] = "canary",
        ["Sis:PeopleSoft:Institution"] = "CBUNI",
        ["Sis:PeopleSoft:Replies:FINE"] = "Done",
    };

    [TestMethod]
    public async Task AddBridge_AdapterOfEachName_IsTheOneThatWasSet()
    {
        foreach (var (settings, type) in new[] { (Pesc, typeof(PescAdapter)), (Workday, typeof(WorkdayAdapter)), (PeopleSoft, typeof(PeopleSoftAdapter)) })
        {
            await using var bridge = await TestBridge.CreateAsync(settings: settings);
            Assert.IsInstanceOfType(bridge.Services.GetRequiredService<ISisAdapter>(), type);
        }
    }

    [TestMethod]
    public async Task AddBridge_PescWithoutAFolder_PutsTranscriptsIntoTheOutbox()
    {
        await using var bridge = await TestBridge.CreateAsync(settings: Pesc);
        var sent = bridge.Time.GetUtcNow().UtcDateTime.AddSeconds(10);
        Assert.IsInstanceOfType<PostingResult.Posted>(await bridge.Services.GetRequiredService<ISisAdapter>().PostAsync(Postings.Of("k1"), sent));
        Assert.Contains("AdvancedPlacement", File.ReadAllText(Directory.GetFiles(bridge.Data.Outbox, "*.xml").Single()));
    }

    [TestMethod]
    public async Task AddBridge_ClientOfAStudentSystem_GivesUpBeforeTheTimeToSendEnds()
    {
        await using var bridge = await TestBridge.CreateAsync(settings: new(PeopleSoft) { ["Sis:SendSeconds"] = "5" });
        Assert.AreEqual(TimeSpan.FromSeconds(4), bridge.Services.GetRequiredService<IHttpClientFactory>().CreateClient("Sis").Timeout);
    }

    [TestMethod]
    [DataRow("Pesc", "Sis:Pesc:Source:Name", "", "write the institution's name")]
    [DataRow("Pesc", "Sis:Pesc:Source:Kind", "FAX", "Sis:Pesc:Source:Kind must be one of")]
    [DataRow("Pesc", "Sis:Pesc:Units", "Hours", "Sis:Pesc:Units 'Hours' is not known; write one of Semester")]
    [DataRow("Pesc", "Sis:Pesc:Bases:Exam", "CreditByExamination", "'CreditByExamination' is not known")]
    [DataRow("Pesc", "Sis:Pesc:Levels:Lower", "Low", "Sis:Pesc:Levels:Lower 'Low'")]
    [DataRow("Workday", "Sis:Workday:Address", "http://wd.example", "must be an address that begins with https://")]
    [DataRow("Workday", "Sis:Workday:TokenAddress", "https://a:b@wd.example", "without user")]
    [DataRow("Workday", "Sis:Workday:ClientSecret", " ", "Sis:Workday:ClientSecret is empty")]
    [DataRow("Workday", "Sis:Workday:PageSize", "101", "write 1 to 100")]
    [DataRow("PeopleSoft", "Sis:PeopleSoft:Address", "cs.example", "must be an address that begins with https://")]
    [DataRow("PeopleSoft", "Sis:PeopleSoft:Institution", "TOOLONG", "1 to 5 characters")]
    [DataRow("PeopleSoft", "Sis:PeopleSoft:Careers:Lower", "UNDERGRAD", "1 to 4 characters")]
    [DataRow("PeopleSoft", "Sis:PeopleSoft:FirstModel", "950", "at least 100 numbers")]
    [DataRow("PeopleSoft", "Sis:PeopleSoft:PostPath", "../admin", "must be a path below")]
    [DataRow("PeopleSoft", "Sis:PeopleSoft:PostPath", "https://elsewhere.example/", "must be a path below")]
    [DataRow("PeopleSoft", "Sis:PeopleSoft:FindEnvelope", "<A>%EMPLID%%ACAD_CAREER%%INSTITUTION%%NAME%</A>", "names %NAME%, which is not known")]
    [DataRow("PeopleSoft", "Sis:PeopleSoft:FindEnvelope", "<A>%EMPLID%%ACAD_CAREER%</A>", "does not name %INSTITUTION%")]
    [DataRow("PeopleSoft", "Sis:PeopleSoft:FindEnvelope", "<A>%EMPLID%%ACAD_CAREER%%INSTITUTION%", "neither XML nor JSON")]
    public void Validated_SettingsThatAreNotRight_SayWhatToWrite(string adapter, string setting, string value, string says)
    {
        var settings = new Dictionary<string, string?>(adapter switch { "Pesc" => Pesc, "Workday" => Workday, _ => PeopleSoft });
        settings[setting] = value;
        var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Sis").Get<SisOptions>()!;
        var refused = Assert.ThrowsExactly<InvalidOperationException>(options.Validated);
        Assert.Contains(says, refused.Message);
        Assert.DoesNotContain("canary", refused.ToString());
    }
}
