using CreditBridge.Core.Grants;
using Microsoft.Extensions.Time.Testing;

namespace CreditBridge.Tests.Grants.Awards;

[TestClass]
public sealed class IssuingKeyTests
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("creditbridge-keys-").FullName, "issuing");

    [TestCleanup]
    public void Clean() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [TestMethod]
    public async Task First_AskedForByManyAtOnce_IsMadeOnceAndForItsOwnerAlone()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () => (await Keys().CurrentAsync(CancellationToken.None)).Published.Name)));
        Assert.HasCount(1, names.Distinct());
        var seed = Assert.ContainsSingle(Directory.GetFiles(_folder, "*.seed"));
        Assert.AreEqual(32, new FileInfo(seed).Length);
        Assert.IsEmpty(Directory.GetFiles(_folder, "*.new"));
        if (OperatingSystem.IsWindows())
            return;
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(seed));
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(_folder).UnixFileMode);
    }

    [TestMethod]
    public async Task Seed_ThatOthersMayRead_IsRefusedWithWhatToDo()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no file modes.");
            return;
        }

        await Keys().CurrentAsync(CancellationToken.None);
        var seed = Directory.GetFiles(_folder, "*.seed").Single();
        File.SetUnixFileMode(seed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.ThrowsExactly<UnauthorizedAccessException>(() => Keys().DemandPrivate()).Message);
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => Keys().CurrentAsync(CancellationToken.None));
    }

    [TestMethod]
    public async Task Lost_TheSeed_ANewKeySignsAndTheOldOneStaysPublished()
    {
        var old = (await Keys().CurrentAsync(CancellationToken.None)).Published.Name;
        File.Delete(Directory.GetFiles(_folder, "*.seed").Single());
        var all = await Keys(hours: 1).AllAsync(CancellationToken.None);
        Assert.HasCount(2, all);
        Assert.AreEqual((old, false, true), (all[0].Name, all[0].IsCurrent, all[1].IsCurrent));
        Assert.AreEqual(new DateTime(2026, 11, 24, 9, 0, 0, DateTimeKind.Utc), all[1].MadeAt);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("credit.example.edu")]
    [DataRow("http://credit.example.edu")]
    [DataRow("https://credit.example.edu/app")]
    [DataRow("https://credit.example.edu?x=1")]
    [DataRow("https://user@credit.example.edu")]
    [DataRow("https://192.0.2.7")]
    [DataRow("ftp://credit.example.edu")]
    public void PublicAddress_ThatIsNoOrigin_IsRefusedWithASentence(string address) =>
        Assert.Contains("Issuing:PublicAddress is the https address", Assert.ThrowsExactly<FormatException>(() => IssuerSite.Of(address)).Message);

    private IssuingKeys Keys(int hours = 0) => new(_folder, IssuerSite.Of("https://credit.example.edu"), new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8 + hours, 0, 0, TimeSpan.Zero)));
}
