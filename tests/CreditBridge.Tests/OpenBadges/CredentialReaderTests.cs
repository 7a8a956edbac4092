using System.Text.Json;
using CreditBridge.OpenBadges;

namespace CreditBridge.Tests.OpenBadges;

[TestClass]
public sealed class CredentialReaderTests
{
    private const string Whole = """
        {
          "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
          "id": "urn:uuid:1", "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": {"en": "Data Handling"},
          "issuer": {"id": "did:web:college.example", "type": ["Profile"], "name": "Fernhill College"},
          "validFrom": "2026-03-02T23:30:00-05:00", "validUntil": "2030-01-01T00:00:00Z",
          "evidence": [{"id": "https://college.example/work", "name": "Project", "narrative": "Built it."}],
          "credentialSubject": {
            "id": "did:example:ada", "type": ["AchievementSubject"], "creditsEarned": 3.5, "term": "Fall", "kudos": 7,
            "identifier": [
              {"type": "IdentityObject", "hashed": true, "identityHash": "sha256$abc", "identityType": "emailAddress", "salt": "pepper"},
              {"type": "IdentityObject", "hashed": false, "identityHash": "Ada Lovelace", "identityType": "name"}],
            "result": [
              {"type": ["Result"], "resultDescription": "urn:r:1", "value": "87"},
              {"type": ["Result"], "resultDescription": "urn:r:2", "achievedLevel": "urn:l:2"},
              {"type": ["Result"], "status": "Completed"}],
            "achievement": {
              "id": "https://college.example/achievements/1", "type": ["Achievement"], "name": "Data Handling", "description": "Reads and cleans data.", "achievementType": "Certificate",
              "criteria": {"id": "https://college.example/criteria", "narrative": "Pass."}, "creditsAvailable": 4, "inLanguage": "en", "tag": ["data"], "humanCode": "DH1",
              "alignment": [{"type": ["Alignment"], "targetName": "COMP 1", "targetUrl": "https://u.example/comp1", "targetCode": "COMP1", "targetType": "CFItem"}],
              "resultDescription": [
                {"id": "urn:r:1", "type": ["ResultDescription"], "name": "Score", "resultType": "Percent", "valueMax": "100"},
                {"id": "urn:r:2", "type": ["ResultDescription"], "name": "Level", "resultType": "RubricCriterionLevel", "rubricCriterionLevel": [{"id": "urn:l:2", "type": ["RubricCriterionLevel"], "name": "Second", "level": "Mastered"}]}]
            }
          }
        }
        """;

    [TestMethod]
    public void Read_WholeBadge_KeepsEachPartAsItWasWritten()
    {
        var claims = Read(Whole);
        Assert.AreEqual(CredentialStandard.OpenBadges3, claims.Standard);
        Assert.AreEqual("did:web:college.example/urn:uuid:1", claims.CanonicalId);
        Assert.AreEqual("Data Handling", claims.Name);
        Assert.AreEqual(new DateTime(2026, 3, 3, 4, 30, 0, DateTimeKind.Utc), claims.ValidFrom);
        Assert.AreEqual(3.5m, claims.CreditsEarned);
        Assert.AreEqual(4m, claims.Achievement!.CreditsAvailable);
        Assert.AreEqual("COMP1", claims.Achievement.Alignments.Single().TargetCode);
        Assert.AreEqual("Ada Lovelace", claims.RecipientName);
        Assert.IsNull(claims.RecipientEmail, "a hashed address cannot be read");
        CollectionAssert.AreEqual(new[] { "emailAddress", "id" }, claims.Recipients.Select(recipient => recipient.IdentityType).ToArray());
        CollectionAssert.AreEqual(new[] { new BadgeResult("Percent", "87", 100), new BadgeResult("RubricCriterionLevel", "Mastered", null), new BadgeResult(null, "Completed", null) }, claims.Results.ToArray());
        Assert.AreEqual("https://college.example/work", claims.Evidence.Single().Url);
        Assert.AreEqual(7, claims.Extensions["kudos"].GetInt32());
        Assert.HasCount(1, claims.Extensions);
    }

    [TestMethod]
    [DataRow("\"issuer\": {\"id\": \"did:web:college.example\"", "\"issuer\": {\"url\": \"did:web:college.example\"", "issuer id")]
    [DataRow("\"achievement\": {", "\"accomplishment\": {", "achievement")]
    [DataRow("2026-03-02T23:30:00-05:00", "second of March", "not a date")]
    [DataRow("\"VerifiableCredential\", \"OpenBadgeCredential\"", "\"Thing\"", "type")]
    public void Read_PartMissingOrWrong_SaysWhich(string part, string instead, string expected) =>
        Assert.Contains(expected, Assert.ThrowsExactly<FormatException>(() => Read(Whole.Replace(part, instead, StringComparison.Ordinal))).Message);

    [TestMethod]
    public void Read_TwoIssuers_AreRefused() =>
        Assert.ThrowsExactly<FormatException>(() => Read("""{"type":["VerifiableCredential"],"issuer":["did:a","did:b"],"credentialSubject":{}}"""));

    private static CredentialClaims Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CredentialReader.Read(document.RootElement.Clone());
    }
}
