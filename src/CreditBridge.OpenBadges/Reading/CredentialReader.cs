using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>
/// Reads what a W3C Verifiable Credential says: Open Badges 3.0 (AchievementCredential), CLR 2.0 (ClrCredential), and others as far as their envelope goes; the date names
/// of VC Data Model 1.1 are read too. Verifies nothing.
/// </summary>
public static class CredentialReader
{
    private static readonly HashSet<string> SubjectNames =
    [
        "id", "type", "activityEndDate", "activityStartDate", "creditsEarned", "achievement", "identifier", "image", "licenseNumber", "narrative", "result", "role", "source", "term", "name", "@context",
    ];

    private static readonly HashSet<string> AchievementNames =
    [
        "id", "type", "alignment", "achievementType", "creator", "creditsAvailable", "criteria", "description", "endorsement", "endorsementJwt", "fieldOfStudy", "humanCode", "image", "inLanguage",
        "name", "otherIdentifier", "related", "resultDescription", "specialization", "tag", "version", "@context",
    ];

    /// <summary>What a file says, whichever version it is of and however it is signed.</summary>
    /// <exception cref="FormatException">A sentence that says which part is missing or wrong, or that the file holds only an address.</exception>
    public static CredentialClaims Read(CredentialFile file)
    {
        var isToken = file.TextKind switch
        {
            FileKind.Jwt => true,
            FileKind.Json => false,
            _ => throw new FormatException("It holds only the address of a credential."),
        };
        var json = isToken ? CompactJws.Read(file.Text).Payload : StrictJson.Parse(file.Text);
        return AssertionReader.IsAssertion(json) ? AssertionReader.Read(json) : Read(isToken ? JwtCredential.Of(json) : json);
    }

    /// <exception cref="FormatException">A sentence that says which part is missing or wrong.</exception>
    public static CredentialClaims Read(JsonElement credential)
    {
        if (credential.ValueKind != JsonValueKind.Object)
            throw new FormatException("A credential is a JSON object.");
        if (!credential.HasType("VerifiableCredential") && !credential.HasType("OpenBadgeCredential") && !credential.HasType("AchievementCredential"))
            throw new FormatException("The type is not VerifiableCredential.");
        if (credential.Items("issuer").Count() != 1)
            throw new FormatException("A credential has exactly one issuer.");
        var isBadge = credential.HasType("OpenBadgeCredential") || credential.HasType("AchievementCredential");
        var isRecord = credential.HasType("ClrCredential");
        var subject = credential.First("credentialSubject") is { ValueKind: JsonValueKind.Object } found ? found : throw new FormatException("There is no credentialSubject.");
        // One node written in two pieces has the same canonical form, and whoever reads the first piece overlooks the second.
        if ((isBadge || isRecord) && (credential.Items("credentialSubject").Count() > 1 || (isBadge && subject.Items("achievement").Count() > 1)))
            throw new FormatException("It has more than one subject or achievement; a badge is one achievement of one person.");
        var achievement = isBadge
            ? subject.First("achievement") is { ValueKind: JsonValueKind.Object } earned ? earned : throw new FormatException("There is no credentialSubject.achievement.")
            : default(JsonElement?);
        return new CredentialClaims(
            isBadge ? CredentialStandard.OpenBadges3 : isRecord ? CredentialStandard.ComprehensiveLearnerRecord2 : CredentialStandard.VerifiableCredential,
            credential.Text("id"),
            credential.Wording("name"),
            credential.IdOf("issuer") ?? throw new FormatException("There is no issuer id."),
            credential.First("issuer") is { ValueKind: JsonValueKind.Object } issuer ? issuer.Wording("name") : null,
            achievement is { } what ? AchievementOf(what) : null,
            RecipientsOf(subject),
            NameOf(subject),
            Instant.Of(credential, "validFrom", "issuanceDate"),
            Instant.Of(credential, "validUntil", "expirationDate"),
            achievement is { } of ? [.. ResultsOf(subject, of)] : [],
            subject.Decimal("creditsEarned"),
            [.. credential.Items("evidence").Select(EvidenceOf)],
            isRecord && !isBadge ? [.. subject.Items("verifiableCredential").Select(TextOf)] : [],
            Extensions(subject, achievement));
    }

    private static AchievementClaims AchievementOf(JsonElement achievement) => new(
        achievement.Text("id") ?? throw new FormatException("There is no achievement id."),
        achievement.Wording("name") ?? "",
        achievement.Wording("description"),
        achievement.First("criteria")?.Wording("narrative"),
        achievement.First("criteria")?.Text("id"),
        achievement.Text("achievementType"),
        achievement.Text("fieldOfStudy"),
        achievement.Text("humanCode"),
        achievement.Text("inLanguage"),
        achievement.Decimal("creditsAvailable"),
        [.. achievement.Texts("tag")],
        [.. achievement.Items("alignment").Select(AlignmentOf)]);

    internal static AlignmentClaim AlignmentOf(JsonElement alignment) =>
        new(alignment.Wording("targetName") ?? "", alignment.Text("targetUrl"), alignment.Text("targetCode"), alignment.Text("targetFramework"), alignment.Text("targetType"));

    internal static EvidenceClaim EvidenceOf(JsonElement evidence) => evidence.ValueKind == JsonValueKind.String
        ? new(evidence.GetString(), null, null)
        : new(evidence.Text("id"), evidence.Wording("name"), evidence.Wording("narrative"));

    /// <summary>Identifiers of the subject, its own id last; a <c>mailto:</c> id is an e-mail address.</summary>
    private static List<RecipientClaim> RecipientsOf(JsonElement subject)
    {
        var recipients = subject.Items("identifier").Where(identity => identity.Text("identityHash") is not null && identity.Text("identityType") is not "name")
            .Select(identity => new RecipientClaim(
                identity.Text("identityType") ?? RecipientIdentity.Email,
                identity.Text("identityHash")!,
                identity.First("hashed") is { ValueKind: JsonValueKind.True },
                identity.Text("salt"))).ToList();
        if (subject.Text("id") is { } id)
        {
            recipients.Add(id.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
                ? new RecipientClaim(RecipientIdentity.Email, id["mailto:".Length..], IsHashed: false, null)
                : new RecipientClaim(RecipientIdentity.SubjectId, id, IsHashed: false, null));
        }

        return recipients;
    }

    private static string? NameOf(JsonElement subject) => subject.Items("identifier")
        .Where(identity => identity.Text("identityType") == "name" && identity.First("hashed") is not { ValueKind: JsonValueKind.True })
        .Select(identity => identity.Text("identityHash")).FirstOrDefault() ?? subject.Wording("name");

    private static IEnumerable<BadgeResult> ResultsOf(JsonElement subject, JsonElement achievement)
    {
        var descriptions = achievement.Items("resultDescription").Where(description => description.Text("id") is not null)
            .DistinctBy(description => description.Text("id")).ToDictionary(description => description.Text("id")!);
        foreach (var result in subject.Items("result"))
        {
            JsonElement? description = result.Text("resultDescription") is { } id && descriptions.TryGetValue(id, out var found) ? found : null;
            if ((result.Text("value") ?? result.Text("status") ?? LevelOf(result, description)) is { } value)
                yield return new BadgeResult(description?.Text("resultType"), value, description?.Decimal("valueMax"));
        }
    }

    private static string? LevelOf(JsonElement result, JsonElement? description) => result.Text("achievedLevel") is { } level
        ? description?.Items("rubricCriterionLevel").Where(rubric => rubric.Text("id") == level).Select(rubric => rubric.Wording("level") ?? rubric.Wording("name")).FirstOrDefault()
        : null;

    private static string TextOf(JsonElement nested) => nested.ValueKind == JsonValueKind.String ? nested.GetString()! : nested.GetRawText();

    private static Dictionary<string, JsonElement> Extensions(JsonElement subject, JsonElement? achievement) => subject.EnumerateObject().Where(member => !SubjectNames.Contains(member.Name))
        .Concat(achievement is { } what ? what.EnumerateObject().Where(member => !AchievementNames.Contains(member.Name)) : [])
        .DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value);
}
