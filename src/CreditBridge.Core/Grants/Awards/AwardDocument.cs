using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;

namespace CreditBridge.Core.Grants;

/// <summary>
/// An award as an Open Badges 3.0 AchievementCredential, and a learner's whole record as a CLR 2.0. It names the learner by name and hashed e-mail address: no birth date,
/// no student number.
/// </summary>
internal sealed class AwardDocument(IssuerSite site)
{
    private const string Credentials2 = "https://www.w3.org/ns/credentials/v2";
    private const string OpenBadges3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
    private const string LearnerRecord2 = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

    public JsonObject Credential(AwardFacts facts)
    {
        var subject = new JsonObject { ["type"] = new JsonArray("AchievementSubject"), ["identifier"] = Identifiers(facts), ["achievement"] = Achievement(facts) };
        if (facts.Credits > 0)
            subject["creditsEarned"] = decimal.ToDouble(facts.Credits);
        if (facts.Term is { } term)
            subject["term"] = term;
        var credential = Begin(facts.Institution, facts.Award.CredentialId, "OpenBadgeCredential", $"Credit for {facts.Title}", facts.Grant.ApprovedAt, OpenBadges3);
        credential["credentialSubject"] = subject;
        credential["credentialStatus"] = new JsonObject
        {
            ["id"] = $"{site.StatusList(facts.Award.StatusList)}#{facts.Award.StatusIndex}",
            ["type"] = "BitstringStatusListEntry",
            ["statusPurpose"] = "revocation",
            ["statusListIndex"] = facts.Award.StatusIndex.ToString(CultureInfo.InvariantCulture),
            ["statusListCredential"] = site.StatusList(facts.Award.StatusList),
        };
        if (facts.Evidence.Count > 0)
            credential["evidence"] = new JsonArray([.. facts.Evidence.Select(Evidence)]);
        return credential;
    }

    /// <param name="signed">Each award's own credential, signed.</param>
    public JsonObject Record(IReadOnlyList<AwardFacts> awards, IEnumerable<string> signed, DateTime at)
    {
        var first = awards[0];
        var record = Begin(first.Institution, $"urn:uuid:{Guid.CreateVersion7()}", "ClrCredential", $"Credit for prior learning at {first.Institution.Name}", at, LearnerRecord2, OpenBadges3);
        record["credentialSubject"] = new JsonObject
        {
            ["type"] = new JsonArray("ClrSubject"),
            ["identifier"] = Identifiers(first),
            ["verifiableCredential"] = new JsonArray([.. signed.Select(text => JsonNode.Parse(text))]),
        };
        return record;
    }

    private JsonObject Begin(Institution institution, string id, string type, string name, DateTime from, params string[] contexts) => new()
    {
        ["@context"] = new JsonArray([Credentials2, .. contexts]),
        ["id"] = id,
        ["type"] = new JsonArray("VerifiableCredential", type),
        ["name"] = name,
        ["issuer"] = new JsonObject { ["id"] = site.Did, ["type"] = new JsonArray("Profile"), ["name"] = institution.Name, ["url"] = site.At("/") },
        ["validFrom"] = Moment(from),
    };

    private JsonObject Achievement(AwardFacts facts)
    {
        var achievement = new JsonObject
        {
            ["id"] = site.At($"/equivalencies/{Uri.EscapeDataString(facts.Grant.RuleCode)}#{Uri.EscapeDataString(facts.ShortTitle.Replace(' ', '-'))}"),
            ["type"] = new JsonArray("Achievement"),
            ["achievementType"] = "Course",
            ["name"] = facts.Title,
            ["description"] = Description(facts),
            ["criteria"] = new JsonObject { ["narrative"] = facts.Grant.Explanation },
        };
        if (facts.AlignedCourses.Select(course => Alignment(facts, course)).ToArray() is { Length: > 0 } alignments)
            achievement["alignment"] = new JsonArray(alignments);
        return achievement;
    }

    private static string Description(AwardFacts facts)
    {
        var each = facts.Lines.Select(line => line.Kind == AwardKind.Exemption
            ? $"{line.CourseCode} need not be taken; no credits come with that."
            : $"{AwardFacts.WordsOf(line)}: {line.Credits:0.###} {(line.Credits == 1 ? "credit" : "credits")}{(line.Kind == AwardKind.Elective ? "" : $", {line.CourseLevel.ToLowerInvariant()} level")}.");
        return $"Granted by {facts.Institution.Name} for learning that was shown elsewhere. {string.Join(' ', each)}";
    }

    private JsonNode Alignment(AwardFacts facts, Course course) => new JsonObject
    {
        ["type"] = new JsonArray("Alignment"),
        ["targetName"] = course.Title,
        ["targetCode"] = course.Code,
        ["targetUrl"] = site.At($"/equivalencies?course={Uri.EscapeDataString(course.Code)}"),
        ["targetFramework"] = $"Course catalogue of {facts.Institution.Name}",
    };

    private static JsonNode Evidence(AwardEvidence item)
    {
        var evidence = new JsonObject
        {
            ["type"] = new JsonArray("Evidence"),
            ["name"] = item.Title,
            ["narrative"] = $"A credential of {item.Partner}{(item.IssuedOn is { } on ? $", issued on {RuleWords.Day(on)}" : "")}. SHA-256 of what was decided on: {item.Sha256}.",
        };
        if (item.Address is { } address)
            evidence["id"] = address;
        return evidence;
    }

    private static JsonArray Identifiers(AwardFacts facts)
    {
        var identifiers = new JsonArray(Identity("name", facts.Learner.Name, null));
        if (facts.Email is { } email)
            identifiers.Add((JsonNode)Identity("emailAddress", $"sha256${Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email + facts.Award.Salt)))}", facts.Award.Salt));
        return identifiers;
    }

    private static JsonObject Identity(string type, string identity, string? salt)
    {
        var named = new JsonObject { ["type"] = "IdentityObject", ["hashed"] = salt is not null, ["identityHash"] = identity, ["identityType"] = type };
        if (salt is not null)
            named["salt"] = salt;
        return named;
    }

    /// <summary>As credentials write a UTC moment: to the second.</summary>
    public static string Moment(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
