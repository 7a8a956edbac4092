using System.Text.Json;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Tests.House;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Jobs.Commands;

[TestClass]
public sealed class VerifyCommandTests
{
    private const string Ada = "ada.learner@student.example";
    private static readonly string Signed = Path.Combine(HouseTests.Root, "tests/data/signed");
    private static readonly string Index = Path.Combine(Signed, "documents.json");
    private static readonly string Valid = Path.Combine(Signed, "valid/eddsa-rdfc-2022-ed-did-web.json");
    private static readonly string Revoked = Path.Combine(Signed, "bad/revoked.json");
    private static readonly string Unbound = Path.Combine(Signed, "bad/self-carried-key-unreachable.json");

    [TestMethod]
    public async Task Verify_ExitCode_SaysTheWorstOfAllFiles()
    {
        Assert.AreEqual(0, (await RunAsync(Valid)).Exit);
        Assert.AreEqual(3, (await RunAsync(Valid, Unbound)).Exit);
        Assert.AreEqual(1, (await RunAsync(Valid, Unbound, Revoked)).Exit);
        Assert.AreEqual(1, (await RunAsync(Valid, "--recipient", "somebody@else.example")).Exit);
        Assert.AreEqual(0, (await RunAsync(Valid, "--recipient", "somebody@else.example", "--recipient", Ada)).Exit);
    }

    [TestMethod]
    public async Task Verify_Json_IsAnArrayInTheOrderOfTheFiles()
    {
        var (_, output, _) = await RunAsync(Revoked, Valid, "--json");
        var files = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        CollectionAssert.AreEqual(new[] { Revoked, Valid }, files.Select(file => file.GetProperty("file").GetString()).ToArray());
        Assert.AreEqual(("openBadges3", "invalid", "revoked", "unknown"),
            (files[0].GetProperty("kind").GetString(), files[0].GetProperty("result").GetString(), files[0].GetProperty("reasons")[0].GetString(), files[0].GetProperty("trust").GetString()));
        Assert.AreEqual(0, files[1].GetProperty("reasons").GetArrayLength());
        Assert.IsGreaterThan(2, files[1].GetProperty("checks").GetArrayLength());
    }

    [TestMethod]
    public async Task Verify_IssuerInAPartnersRegister_IsTrustedBesideTheResult()
    {
        await using var bridge = await TestBridge.CreateAsync();
        bridge.WriteSettings();
        await bridge.DbAsync(async db =>
        {
            db.Partners.Add(new Partner { Code = "college", Name = "Fernhill College", Connector = "Folder", Issuers = ["did:web:college.example"] });
            await db.SaveChangesAsync();
        });
        var (_, output, _) = await BridgeProcess.RunAsync(["verify", Valid, Revoked, "--json", "--documents", Index, "--data", bridge.Data.Path]);
        var files = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        CollectionAssert.AreEqual(new[] { "registered", "registered" }, files.Select(file => file.GetProperty("trust").GetString()).ToArray());
        Assert.AreEqual("invalid", files[1].GetProperty("result").GetString());
    }

    [TestMethod]
    public async Task Verify_AsText_SaysWhatWasNotComparedAndWhoIsNotTrusted()
    {
        var (_, output, _) = await RunAsync(Valid);
        Assert.Contains("Recipient: not compared", output);
        Assert.Contains("Trust: no partner's register here names its issuer", output);
        Assert.DoesNotContain("not compared", (await RunAsync(Valid, "--recipient", Ada)).Output);
    }

    [TestMethod]
    public async Task Verify_NoDatabase_MakesNone()
    {
        var folder = Directory.CreateTempSubdirectory("creditbridge-verify-").FullName;
        try
        {
            Assert.AreEqual(0, (await BridgeProcess.RunAsync(["verify", Valid, "--documents", Index, "--data", folder])).Exit);
            Assert.IsFalse(File.Exists(DatabaseOptions.SqliteFile(folder)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow("/nowhere.json", "There is no file /nowhere.json.")]
    [DataRow("--now yesterday", "--now takes a moment")]
    [DataRow("--documents /nowhere.json", "There is no file /nowhere.json.")]
    [DataRow("--documents README.md", "is no index of documents")]
    public async Task Verify_CalledWrongly_Exits2WithASentence(string words, string expected)
    {
        string[] arguments = ["verify", Valid, .. words.Replace("README.md", Path.Combine(HouseTests.Root, "README.md"), StringComparison.Ordinal).Split(' ')];
        var (exit, _, errors) = await BridgeProcess.RunAsync(arguments);
        Assert.AreEqual(2, exit);
        Assert.Contains(expected, errors);
    }

    [TestMethod]
    public async Task Verify_FileThatIsNone_IsInvalidWithASentence()
    {
        var (exit, output, _) = await RunAsync(Path.Combine(HouseTests.Root, "README.md"));
        Assert.AreEqual(1, exit);
        Assert.Contains("neither a JSON credential", output);
    }

    private static Task<(int Exit, string Output, string Errors)> RunAsync(params string[] words) =>
        BridgeProcess.RunAsync(["verify", .. words, "--documents", Index, "--now", "2026-11-24T12:00:00Z", "--data", Path.Combine(Path.GetTempPath(), "creditbridge-no-such-folder")]);
}
