using System.Security.Cryptography;
using System.Text;
using CreditBridge.OpenBadges;

namespace CreditBridge.Tests.OpenBadges;

[TestClass]
public sealed class RecipientCheckTests
{
    [TestMethod]
    [DataRow("ada@example.org", "ada@example.org", "ada@example.org")]
    [DataRow("ada@example.org", "Ada@Example.org", "ada@example.org")]
    [DataRow("Ada@example.org", "Ada@example.org", "Ada@example.org")]
    [DataRow("Ada@example.org", "ada@example.org", null)]
    public void Match_HashedAddress_IsTriedAsGivenThenInLowerCase(string hashed, string given, string? expected) =>
        Assert.AreEqual(expected, RecipientCheck.Match(Hashed(hashed, "pepper", SHA256.HashData, "sha256"), [new(RecipientIdentity.Email, given)]));

    [TestMethod]
    public void Match_HashInCapitals_IsTheSameHash()
    {
        var claim = Hashed("ada@example.org", "pepper", SHA256.HashData, "sha256");
        Assert.IsNotNull(RecipientCheck.Match(claim with { Identity = $"SHA256${claim.Identity["sha256$".Length..].ToUpperInvariant()}" }, [new(RecipientIdentity.Email, "ada@example.org")]));
    }

    [TestMethod]
    public void Match_OtherKindOfHashOrSaltOrType_IsNobody()
    {
        RecipientIdentity[] ada = [new(RecipientIdentity.Email, "ada@example.org")];
        Assert.IsNull(RecipientCheck.Match(Hashed("ada@example.org", "pepper", MD5.HashData, "md5"), ada));
        Assert.IsNull(RecipientCheck.Match(Hashed("ada@example.org", "pepper", SHA256.HashData, "sha256") with { Salt = "salt" }, ada));
        Assert.IsNull(RecipientCheck.Match(Hashed("ada@example.org", "pepper", SHA256.HashData, "sha256") with { IdentityType = "sourcedId" }, ada));
    }

    private static RecipientClaim Hashed(string identity, string salt, Func<byte[], byte[]> hash, string name) =>
        new(RecipientIdentity.Email, $"{name}${Convert.ToHexStringLower(hash(Encoding.UTF8.GetBytes(identity + salt)))}", IsHashed: true, salt);
}
