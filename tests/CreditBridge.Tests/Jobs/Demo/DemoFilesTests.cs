using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using CreditBridge.Jobs.Demo;
using CreditBridge.Jobs.Demo.Data;
using CreditBridge.Jobs.Demo.Files;

namespace CreditBridge.Tests.Jobs.Demo;

[TestClass]
public sealed class DemoFilesTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private readonly string _folder = Directory.CreateTempSubdirectory("creditbridge-demo-").FullName;

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Write_SameSizeAndSeed_MakesTheSameBytes()
    {
        var size = new DemoSize(40, 600, 250, Seed: 7);

        Write("one", size);
        Write("two", size);
        Write("three", size with { Seed = 8 });

        Assert.AreEqual(Fingerprint("one"), Fingerprint("two"));
        Assert.AreNotEqual(Fingerprint("one"), Fingerprint("three"));
    }

    [TestMethod]
    public void Write_Default_FillsEachPartnersFolderAsItsManifestSays()
    {
        Write("data", new DemoSize());

        var (rows, formats) = (0, new HashSet<string>());
        foreach (var partner in DemoFacts.Partners)
        {
            var folder = Path.Combine(_folder, "data", "partners", partner.Code);
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(Path.Combine(folder, Manifest.FileName)), JsonSerializerOptions.Web)!;
            CollectionAssert.AreEquivalent(
                Directory.GetFiles(folder).Select(Path.GetFileName).Where(name => name != Manifest.FileName).ToList(), manifest.Files.Select(entry => entry.Name).ToList(), partner.Code);
            foreach (var entry in manifest.Files)
            {
                var path = Path.Combine(folder, entry.Name);
                Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), entry.Sha256, path);
                Assert.AreEqual(RowsOf(path), entry.Rows, path);
                rows += entry.Rows;
                formats.Add(entry.Name.StartsWith("badge-", StringComparison.Ordinal) ? "badges" : Path.GetExtension(path));
            }
        }

        Assert.IsInRange(4_000, 4_040, rows, "The size, and the few rows sent twice.");
        CollectionAssert.AreEquivalent(new[] { ".csv", ".ndjson", "badges" }, formats.ToList());
    }

    [TestMethod]
    public void Write_Default_BringsSignedFilesOfLearnersThereAreAndTheirDocuments()
    {
        Write("data", new DemoSize());

        var folder = Path.Combine(_folder, "data", "partners", SignedFiles.Partner);
        var signed = Directory.GetFiles(folder, "badge-*").Where(path => !Path.GetFileName(path).StartsWith($"badge-{SignedFiles.Partner}-", StringComparison.Ordinal)).ToList();
        Assert.IsGreaterThanOrEqualTo(14, signed.Count);
        CollectionAssert.AreEquivalent(new[] { ".json", ".jwt", ".png", ".svg" }, signed.Select(Path.GetExtension).Distinct().ToList());
        var learners = new DemoLearners(new DemoSize(), Today.AddYears(2));
        var mails = Enumerable.Range(0, learners.Count).Select(number => learners.At(number).CampusEmail).ToHashSet();
        var named = signed.SelectMany(path => Regex.Matches(File.ReadAllText(path), @"[^\s""]+@student\.harrowgate\.example")).Select(match => match.Value).Distinct().ToList();
        Assert.IsGreaterThan(10, named.Count);
        Assert.AreEqual("", string.Join(' ', named.Where(mail => !mails.Contains(mail))), "Learners of the default seed, whatever the day.");
        Assert.IsFalse(Directory.GetFiles(folder, $"badge-{SignedFiles.Partner}-*.json").Any(path => File.ReadAllText(path).Contains("\"proof\"", StringComparison.Ordinal)), "Unsigned badges carry no proof.");

        var documents = Path.Combine(_folder, "data", "documents");
        var index = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(documents, "documents.json")))!;
        CollectionAssert.AreEquivalent(Directory.GetFiles(documents).Select(Path.GetFileName).Where(name => name != "documents.json").ToList(), index.Values.ToList());
        Assert.IsTrue(index.Keys.All(address => new Uri(address) is { Scheme: "https" } uri && uri.Host.EndsWith(".example", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void All_Default_HoldsTheSharesThatANightNeeds()
    {
        var size = new DemoSize();
        var learners = new DemoLearners(size, Today);
        var people = Enumerable.Range(0, size.Learners).Select(learners.At).ToList();
        var confirmed = people.SelectMany(p => new[] { p.StudentNumber, p.CampusEmail, p.PersonalEmailConfirmed ? p.PersonalEmail : null }).OfType<string>().ToHashSet();

        var credentials = new DemoCredentials(size, Today, DemoBook.Of(size), []).All().ToList();

        Assert.HasCount(4_000, credentials.Select(credential => credential.Row.Id).ToHashSet());
        Assert.IsInRange(80, 240, credentials.Count(c => !confirmed.Contains(c.Row.RecipientEmail ?? c.Row.RecipientStudentNumber!)), "Recipients nobody is confirmed as.");
        Assert.IsInRange(10, 35, credentials.Count(c => c.Flaw != RowFlaw.None));
        Assert.IsInRange(4, 25, credentials.Count(c => c.SentTwice));
        Assert.IsInRange(30, 90, credentials.Count(c => c.Row.Status == "revoked"));
        Assert.IsInRange(100, 320, credentials.Count(c => c.Row.IssuedOn < Today.AddYears(-4)), "A few old ones.");
        Assert.IsTrue(credentials.All(c => c.Row.IssuedOn < Today && c.Row.UpdatedAt < Today.ToDateTime(TimeOnly.MinValue)));
        Assert.IsTrue(credentials.All(c => c.Row.Status == "revoked" || c.Row.ExpiresOn is null || c.Row.Status == (c.Row.ExpiresOn < Today ? "expired" : "active")));
        Assert.IsTrue(people.Any(person => person is { PersonalEmail: not null, PersonalEmailConfirmed: false }));
    }

    [TestMethod]
    public void All_ManyCredentials_AreNeverInMemoryAtOnce()
    {
        var size = new DemoSize(5_000, 200_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var count = 0;
        var most = before;
        foreach (var _ in new DemoCredentials(size, Today, DemoBook.Of(size), []).All())
        {
            if (++count % 50_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        Assert.AreEqual(200_000, count);
        Assert.IsLessThan(32 << 20, most - before);
    }

    [TestMethod]
    public void Change_TenPercent_LeavesTheRestAsItWas()
    {
        Write("data", new DemoSize());
        var before = Rows();

        DemoNight.Change(Path.Combine(_folder, "data"), 0.1);

        var after = Rows();
        var added = after.Keys.Except(before.Keys).ToList();
        var changed = before.Keys.Where(id => after[id] != before[id]).ToList();
        Assert.IsInRange(0.03, 0.07, added.Count / (double)before.Count);
        Assert.IsInRange(0.03, 0.07, changed.Count / (double)before.Count);
        Assert.IsTrue(changed.Concat(added).All(id => after[id].Contains("2026-11-24T00:01:00Z", StringComparison.Ordinal)), "Both say that they were updated later.");
        Assert.IsEmpty(before.Keys.Except(after.Keys));

        DemoNight.Change(Path.Combine(_folder, "data"), 0.1);

        Assert.IsInRange(0.06, 0.14, (Rows().Count - before.Count) / (double)before.Count, "The next night comes on top.");
    }

    private void Write(string name, DemoSize size) => new DemoFiles(size, Today, []).Write(Path.Combine(_folder, name), DemoBook.Of(size), TestContext.CancellationToken);

    private string Fingerprint(string name)
    {
        var root = Path.Combine(_folder, name);
        return string.Join('\n', Directory.GetFiles(root, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("demo.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetRelativePath(root, path)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"));
    }

    /// <summary>The whole rows of all NDJSON files by their id.</summary>
    private Dictionary<string, string> Rows() => Directory.GetFiles(Path.Combine(_folder, "data"), "*.ndjson", SearchOption.AllDirectories)
        .SelectMany(File.ReadLines).Where(line => line.EndsWith('}') && line.StartsWith("{\"id\"", StringComparison.Ordinal))
        .DistinctBy(Id).ToDictionary(Id);

    private static string Id(string line) => line.Split('"')[3];

    private static int RowsOf(string path) => Path.GetExtension(path) switch
    {
        ".csv" => File.ReadLines(path).Count() - 1,
        ".ndjson" => File.ReadLines(path).Count(),
        _ => 1,
    };
}
