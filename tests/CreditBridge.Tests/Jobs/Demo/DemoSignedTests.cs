using CreditBridge.Core.Credentials;
using CreditBridge.Jobs.Demo;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Jobs.Demo;

/// <summary>The demo's signed files of every kind, made by another's libraries, through a whole night.</summary>
[TestClass]
public sealed class DemoSignedTests
{
    [TestMethod]
    public async Task Night_OfTheDemo_JudgesEachSignedFileForWhatItIs()
    {
        await using var bridge = await TestBridge.CreateAsync();
        await bridge.DbAsync(db => new DemoInstitution(db, TimeProvider.System).CreateAsync(bridge.Data.Path, new DemoSize(Learners: 40, Credentials: 200)));
        await bridge.NightAsync();
        var rows = await bridge.DbAsync(db => db.Credentials.Where(row => row.Location.StartsWith("badge-") && row.Verification != VerificationState.NotSigned).ToListAsync());
        string Of(string file) => rows.Where(row => row.Location.StartsWith(file, StringComparison.Ordinal)).Select(row => $"{row.Verification} {row.Status} {row.Assurance}").Distinct().Single();

        foreach (var good in new[]
        {
            "badge-signed-eddsa-rdfc.json", "badge-signed-eddsa-jcs.json", "badge-signed-ecdsa-p256.json", "badge-signed-ecdsa-p384.json", "badge-signed-vc-1.1.json",
            "badge-signed-eddsa.jwt", "badge-signed-rs256.jwt", "badge-signed-picture.png", "badge-signed-picture.svg", "badge-signed-record.json, credential 1", "badge-signed-record.json, credential 2",
        })
            Assert.AreEqual("Valid Active Verified", Of(good), good);
        Assert.AreEqual("Valid Expired Verified", Of("badge-expired.json"));
        Assert.AreEqual("Valid Revoked Verified", Of("badge-revoked.json"));
        Assert.AreEqual("Valid Suspended Verified", Of("badge-suspended.json"));
        Assert.AreEqual("Invalid Active PartnerAsserted", Of("badge-tampered.json"));
        Assert.AreEqual("Indeterminate Active PartnerAsserted", Of("badge-wrong-issuer.json"));
        Assert.AreEqual("Indeterminate Active PartnerAsserted", Of("badge-self-carried-key.json"));
        Assert.IsNull(rows.Single(row => row.Location == "badge-wrong-recipient.json").LearnerId);
        Assert.AreEqual(2, await bridge.DbAsync(db => db.CredentialOriginals.CountAsync()));
    }
}
