using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditBridge.Jobs.Demo.Files;

/// <summary>One credential as an Open Badges 3.0 AchievementCredential without a proof: no more than the partner's own word.</summary>
internal static class BadgeFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ManifestEntry Write(string folder, PartnerRow row, RowFlaw flaw, string partner, string partnerName)
    {
        var text = Credential(row, flaw, $"https://{partner}.example", partnerName).ToJsonString(Indented);
        var bytes = Encoding.UTF8.GetBytes(flaw == RowFlaw.BrokenOff ? text[..(text.Length / 2)] : text + "\n");
        var name = $"badge-{row.Id}.json";
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
        return new ManifestEntry(name, 1, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static JsonObject Credential(PartnerRow row, RowFlaw flaw, string site, string partnerName)
    {
        var score = $"{row.AchievementId}#result";
        var achievement = new JsonObject
        {
            ["id"] = row.AchievementId,
            ["type"] = new JsonArray("Achievement"),
            ["name"] = row.AchievementName,
            ["criteria"] = new JsonObject { ["narrative"] = "As the issuer publishes them." },
        };
        var subject = new JsonObject { ["type"] = new JsonArray("AchievementSubject") };
        if (flaw != RowFlaw.NoRecipient)
            subject["identifier"] = new JsonArray(new JsonObject
            {
                ["type"] = "IdentityObject",
                ["hashed"] = false,
                ["identityHash"] = row.RecipientEmail,
                ["identityType"] = "emailAddress",
            });
        subject["achievement"] = achievement;
        if (row.Result is { } result)
        {
            achievement["resultDescription"] = new JsonArray(Description(score, result));
            subject["result"] = new JsonArray(new JsonObject
            {
                ["type"] = new JsonArray("Result"),
                ["resultDescription"] = score,
                [result.Scale == "pass" ? "status" : "value"] = result.Scale == "pass" ? "Completed" : result.Value?.ToString(CultureInfo.InvariantCulture) ?? result.Text,
            });
        }

        var credential = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
        };
        if (flaw != RowFlaw.NoId)
            credential["id"] = $"{site}/credentials/{row.Id}";
        credential["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential");
        credential["name"] = row.AchievementName;
        credential["issuer"] = new JsonObject { ["id"] = $"{site}/issuer", ["type"] = new JsonArray("Profile"), ["name"] = partnerName };
        credential["validFrom"] = flaw == RowFlaw.WrongDate ? $"{row.IssuedOn.Year}-02-30T12:00:00Z" : Noon(row.IssuedOn);
        if (row.ExpiresOn is { } expires)
            credential["validUntil"] = Noon(expires);
        credential["credentialSubject"] = subject;
        return credential;
    }

    private static JsonObject Description(string id, RowResult result)
    {
        var description = new JsonObject
        {
            ["id"] = id,
            ["type"] = new JsonArray("ResultDescription"),
            ["name"] = "Result",
            ["resultType"] = result.Scale switch { "percent" => "Percent", "points" => "RawScore", "letter" => "LetterGrade", "pass" => "Status", _ => "Result" },
        };
        if (result.Maximum is { } most)
            description["valueMax"] = most.ToString(CultureInfo.InvariantCulture);
        return description;
    }

    /// <summary>Noon in UTC is the same day in every American time zone.</summary>
    private static string Noon(DateOnly day) => $"{day:yyyy-MM-dd}T12:00:00Z";
}
