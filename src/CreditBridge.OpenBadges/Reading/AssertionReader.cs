using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>Reads what an Open Badges 2.0 Assertion says, with its BadgeClass and issuer profile as far as they are known. Verifies nothing.</summary>
public static class AssertionReader
{
    /// <summary>Whether it is an Open Badges 2.0 Assertion, and so no W3C verifiable credential.</summary>
    public static bool IsAssertion(JsonElement json) => json.ValueKind == JsonValueKind.Object && json.HasType("Assertion") && !json.HasType("VerifiableCredential");

    /// <summary>The assertion alone: most name their BadgeClass only by its address, which then stands for achievement and issuer.</summary>
    /// <exception cref="FormatException">A sentence that says which part is missing or wrong.</exception>
    public static CredentialClaims Read(JsonElement assertion) => Read(assertion, Embedded(assertion, "badge"), null);

    /// <exception cref="FormatException">A sentence that says which part is missing or wrong.</exception>
    internal static CredentialClaims Read(JsonElement assertion, JsonElement? badge, JsonElement? issuer)
    {
        var badgeId = assertion.IdOf("badge") ?? throw new FormatException("There is no badge.");
        var name = badge?.Wording("name") ?? "";
        return new CredentialClaims(
            CredentialStandard.OpenBadges2,
            assertion.Text("id") ?? throw new FormatException("There is no id."),
            name.Length > 0 ? name : null,
            badge?.IdOf("issuer") ?? badgeId,
            (issuer ?? (badge is { } known ? Embedded(known, "issuer") : null))?.Wording("name"),
            new AchievementClaims(
                badgeId,
                name,
                badge?.Wording("description"),
                badge is { } of ? Embedded(of, "criteria")?.Wording("narrative") : null,
                badge?.IdOf("criteria"),
                null,
                null,
                null,
                badge?.Text("@language"),
                null,
                [.. badge?.Texts("tags") ?? []],
                [.. badge?.Items("alignment").Select(CredentialReader.AlignmentOf) ?? []]),
            [.. assertion.Items("recipient").Where(recipient => recipient.Text("identity") is not null).Select(RecipientOf)],
            null,
            Instant.Of(assertion, "issuedOn") ?? throw new FormatException("There is no issuedOn date."),
            Instant.Of(assertion, "expires"),
            [],
            null,
            [.. assertion.Items("evidence").Select(CredentialReader.EvidenceOf)],
            [],
            assertion.EnumerateObject().Where(member => member.Name.StartsWith("extensions:", StringComparison.Ordinal)).ToDictionary(member => member.Name, member => member.Value));
    }

    internal static JsonElement? Embedded(JsonElement of, string name) => of.First(name) is { ValueKind: JsonValueKind.Object } item ? item : null;

    private static RecipientClaim RecipientOf(JsonElement recipient) => new(
        recipient.Text("type") is null or "email" ? RecipientIdentity.Email : recipient.Text("type")!,
        recipient.Text("identity")!,
        // Open Badges 1.x left the word out where the identity shows that it is a hash.
        recipient.First("hashed") is { ValueKind: JsonValueKind.True } || recipient.Text("identity")!.Contains('$', StringComparison.Ordinal),
        recipient.Text("salt"));
}
