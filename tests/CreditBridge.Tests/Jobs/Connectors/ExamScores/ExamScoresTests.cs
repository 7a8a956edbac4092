using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Jobs.Connectors.ExamScores;

[TestClass]
public sealed class ExamScoresTests
{
    private const string Header = "Number,Last,First,Born,Exam,Title,Score,Taken\n";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Pull_DelimitedWithHeader_TakesScoresAndMatchesStudentNumbers()
    {
        await using var files = await FilesBridge.CreateAsync("ExamScores", Delimited());
        files.Drop("ap.csv", Header + "090000001,Quist,\"Ada, Jr.\",05/09/2004,66,Calculus AB,5,05/12/2026\n 090000002 ,Harrow,Ben,,66,Calculus AB,3,05/12/2026\n,Noor,Lea,07/01/2004,66,Calculus AB,4,05/12/2026\n");
        var run = await files.PullAsync();
        Assert.AreEqual((SyncRunState.Completed, 3, 0, 2, 1), (run.State, run.New, run.Quarantined, run.Matched, run.Unmatched), run.Problems);
        var credentials = await files.CredentialsAsync();
        Assert.AreEqual(("Ada, Jr. Quist", new DateOnly(2004, 5, 9), new DateOnly(2026, 5, 12)), (credentials[0].RecipientName, credentials[0].RecipientBirthOn, credentials[0].IssuedOn));
        Assert.AreEqual(new Result("points", 5, 5), credentials[0].Results.Single());
        Assert.AreEqual(("Lea Noor", null), (credentials[2].RecipientName, credentials[2].LearnerId), "Without a number a person matches it.");
        Assert.AreEqual(("66", "Calculus AB"), await files.Bridge.DbAsync(async db => await db.Achievements.Select(achievement => ValueTuple.Create(achievement.ExternalId, achievement.Name)).SingleAsync()));
        Assert.AreEqual(0, (await files.PullAsync()).Read);
    }

    [TestMethod]
    public async Task Pull_FixedWidths_TakesScores()
    {
        await using var files = await FilesBridge.CreateAsync("ExamScores", Fixed());
        files.Drop("clep.txt", "090000003Lind           Greta     042063061426\r\n090000004Müller         Jörg      042ABS061426\r\n\r\n");
        var run = await files.PullAsync();
        Assert.AreEqual((SyncRunState.Completed, 2, 0, 2), (run.State, run.New, run.Quarantined, run.Matched), run.Problems);
        var credentials = await files.CredentialsAsync();
        Assert.AreEqual(("Greta Lind", new DateOnly(2026, 6, 14), new Result("scaled", 63, 80)), (credentials[0].RecipientName, credentials[0].IssuedOn, credentials[0].Results.Single()));
        Assert.AreEqual(("Jörg Müller", new Result("scaled", null, null, "ABS")), (credentials[1].RecipientName, credentials[1].Results.Single()), "Characters are counted, not bytes.");
    }

    [TestMethod]
    public async Task Pull_CorrectedScore_TakesThePlaceOfTheEarlierWhicheverIsReadFirst()
    {
        await using var files = await FilesBridge.CreateAsync("ExamScores", Delimited());
        files.Drop("2-first.csv", Header + "090000001,Quist,Ada,,66,Calculus AB,3,05/12/2026\n090000001,Quist,Ada,,66,Calculus AB,4,11/02/2026\n", days: 20);
        await files.PullAsync();
        files.Drop("1-corrected.csv", Header + "090000001,Quist,Ada,,66,Calculus AB,5,05/12/2026\n", days: 3);
        Assert.AreEqual(1, (await files.PullAsync()).Changed);
        // An older correction that comes late is kept in history and changes nothing.
        files.Drop("3-late.csv", Header + "090000001,Quist,Ada,,66,Calculus AB,1,05/12/2026\n", days: 10);
        await files.PullAsync();
        var scores = (await files.CredentialsAsync()).ToDictionary(credential => credential.IssuedOn.Month, credential => credential.Results.Single().Value);
        Assert.AreEqual((2, 5m, 4m), (scores.Count, scores[5], scores[11]), "Another date is another exam.");
    }

    [TestMethod]
    public async Task Pull_BadLines_AreKeptWholeWithTheirNumberAndTheOthersAreTaken()
    {
        await using var files = await FilesBridge.CreateAsync("ExamScores", Delimited());
        files.Drop("ap.csv", Header + "090000001,Quist,Ada,,66,Calculus AB,5,2026-05-12\n090000002,Harrow,Ben,,,Calculus AB,3,05/12/2026\n090000003,Lind,\"Greta,,66,Calculus AB,3,05/12/2026\nonly,three,columns\n,,,,66,Calculus AB,3,05/12/2026\n090000004,Osei,Nadia,,66,Calculus AB,5,05/12/2026\n");
        var run = await files.PullAsync();
        Assert.AreEqual((SyncRunState.Completed, 1, 5), (run.State, run.New, run.Quarantined), run.Problems);
        var kept = await files.QuarantinedAsync();
        CollectionAssert.AreEqual(new[] { "ap.csv:2", "ap.csv:3", "ap.csv:4", "ap.csv:5", "ap.csv:6" }, kept.ConvertAll(record => record.Location));
        CollectionAssert.AreEqual(new[] { "date", "exam-missing", "columns", "columns", "recipient-missing" }, kept.ConvertAll(record => record.Reason));
        Assert.AreEqual("090000001,Quist,Ada,,66,Calculus AB,5,2026-05-12", kept[0].Payload);
        // The registrar mends the settings and replays.
        var settings = Delimited();
        settings["dateFormat"] = "yyyy-MM-dd";
        await files.SetAsync(settings);
        Assert.AreEqual(1, (await files.Bridge.InScopeAsync<QuarantineHandling, (int Taken, IReadOnlyCollection<string>)>(handling => handling.ReplayAsync([kept[0].Id], TestBridge.Registrar, CancellationToken.None))).Taken);
        Assert.HasCount(2, await files.CredentialsAsync());
    }

    [TestMethod]
    public async Task Pull_FileWithoutAColumnOfTheSettings_SaysWhichAndTakesTheOthers()
    {
        await using var files = await FilesBridge.CreateAsync("ExamScores", Delimited());
        files.Drop("a.csv", "Number,Exam\n1,2\n");
        files.Drop("b.csv", Header + "090000001,Quist,Ada,,66,Calculus AB,5,05/12/2026\n");
        var run = await files.PullAsync();
        Assert.AreEqual((1, "a.csv cannot be read by the settings. It has no column 'First'."), (run.New, run.Problems));
    }

    [TestMethod]
    [DataRow("studentNumber", "", "Write which column has the student number, or the name.")]
    [DataRow("dateFormat", "dd", "'dd' is no way to write a date")]
    [DataRow("delimiter", "", "'Number' is no column of a file with fixed widths: write its characters, such as 1-9.")]
    [DataRow("hasHeader", "false", "'Number' is no column of a file without a header: write its number, counted from 1.")]
    [DataRow("host", "sftp.example", "Write the user of the SFTP server.")]
    public async Task Settings_NotWhole_AreRefusedWithASentence(string name, string value, string sentence)
    {
        var settings = Delimited();
        settings[name] = name == "hasHeader" ? false : value;
        if (name == "studentNumber")
            settings["studentName"] = "";
        await using var files = await FilesBridge.CreateAsync("ExamScores", settings);
        Assert.Contains(sentence, (await files.PullAsync()).Problems!);
    }

    [TestMethod]
    [DataRow(100_000)]
    [DataRow(1_000_000)]
    public async Task Pull_ManyRows_StreamInFlatMemory(int rows)
    {
        await using var files = await FilesBridge.CreateAsync("ExamScores", Fixed());
        var path = Path.Combine(files.Bridge.PartnerFolder(FilesBridge.Code), "clep.txt");
        await using (var writer = new StreamWriter(path, append: false, Encoding.UTF8, 1 << 20))
        {
            for (var i = 0; i < rows; i++)
                await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{i:D9}{"Family",-15}{"Given",-10}{i % 40:D3}{20 + (i % 60):D3}061426\n"));
        }

        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        var accounts = files.Bridge.Services.GetRequiredService<PartnerAccounts>();
        var (taken, most) = (0L, 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await foreach (var page in accounts.ConnectorOf(files.Partner).PullAsync(accounts.Open(files.Partner), new(new Dictionary<string, string>(), false, files.Bridge.Time.GetUtcNow().UtcDateTime, new HashSet<string>()), TestContext.CancellationToken))
        {
            taken += page.Records.OfType<IncomingRecord.Taken>().Count();
            if (taken % 50_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.AreEqual(rows, taken);
        Assert.IsLessThan(16L << 20, most, "What a page does not hold is let go.");
    }

    private static JsonObject Delimited() => new()
    {
        ["studentNumber"] = "Number",
        ["studentName"] = "First+Last",
        ["birthDate"] = "Born",
        ["exam"] = "Exam",
        ["examName"] = "Title",
        ["score"] = "Score",
        ["date"] = "Taken",
        ["dateFormat"] = "MM/dd/yyyy",
        ["highestScore"] = 5,
    };

    private static JsonObject Fixed() => new()
    {
        ["delimiter"] = "",
        ["hasHeader"] = false,
        ["studentNumber"] = "1-9",
        ["studentName"] = "25-34+10-24",
        ["exam"] = "35-37",
        ["score"] = "38-40",
        ["date"] = "41-46",
        ["dateFormat"] = "MMddyy",
        ["scale"] = "scaled",
        ["highestScore"] = 80,
    };
}
