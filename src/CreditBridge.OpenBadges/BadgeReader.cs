using System.Globalization;
using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>Reads an Open Badges 3.0 AchievementCredential (1EdTech, section 'AchievementCredential'); VC 1.1 date names are read too. Verifies nothing.</summary>
public static class BadgeReader
{
    /// <exception cref="FormatException">A sentence that says which part is missing or wrong.</exception>
    public static BadgeFacts Read(JsonElement credential)
    {
        if (credential.ValueKind != JsonValueKind.Object)
            throw new FormatException("An Open Badges credential is a JSON object.");
        if (!Texts(credential, "type").Any(type => type is "OpenBadgeCredential" or "AchievementCredential"))
            throw new FormatException("The type is neither OpenBadgeCredential nor AchievementCredential.");
        var subject = First(credential, "credentialSubject") ?? throw new FormatException("There is no credentialSubject.");
        var achievement = First(subject, "achievement") ?? throw new FormatException("There is no credentialSubject.achievement.");
        return new BadgeFacts(
            Text(credential, "id") ?? throw new FormatException("There is no id."),
            IdOf(credential, "issuer") ?? throw new FormatException("There is no issuer id."),
            Text(achievement, "id") ?? throw new FormatException("There is no achievement id."),
            Text(achievement, "name") ?? "",
            Email(subject),
            Identifier(subject, "name"),
            Date(credential, "validFrom") ?? Date(credential, "issuanceDate") ?? throw new FormatException("There is no validFrom date."),
            Date(credential, "validUntil") ?? Date(credential, "expirationDate"),
            Results(subject, achievement),
            credential.TryGetProperty("proof", out _));
    }

    private static List<BadgeResult> Results(JsonElement subject, JsonElement achievement)
    {
        var descriptions = Items(achievement, "resultDescription").Where(d => Text(d, "id") is not null).DistinctBy(d => Text(d, "id")).ToDictionary(d => Text(d, "id")!);
        return [.. Items(subject, "result").Where(result => ValueOf(result) is not null).Select(result =>
        {
            JsonElement? description = Text(result, "resultDescription") is { } id && descriptions.TryGetValue(id, out var found) ? found : null;
            var maximum = description is { } d && decimal.TryParse(Text(d, "valueMax"), NumberStyles.Number, CultureInfo.InvariantCulture, out var most) ? most : (decimal?)null;
            return new BadgeResult(description is { } type ? Text(type, "resultType") : null, ValueOf(result)!, maximum);
        })];
    }

    private static string? ValueOf(JsonElement result) => Text(result, "value") ?? Text(result, "status");

    private static string? Email(JsonElement subject)
    {
        if (Text(subject, "id") is { } id && id.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            return id["mailto:".Length..];
        return Identifier(subject, "emailAddress");
    }

    /// <summary>A plain identifier of this type; a hashed one can only be compared, not read.</summary>
    private static string? Identifier(JsonElement subject, string type) => Items(subject, "identifier")
        .Where(identity => Text(identity, "identityType") == type && !(identity.TryGetProperty("hashed", out var hashed) && hashed.ValueKind == JsonValueKind.True))
        .Select(identity => Text(identity, "identityHash")).FirstOrDefault();

    private static DateOnly? Date(JsonElement of, string name)
    {
        if (Text(of, name) is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? DateOnly.FromDateTime(instant.UtcDateTime)
            : throw new FormatException($"{name} '{(text.Length <= 40 ? text : text[..40])}' is not a date.");
    }

    private static string? IdOf(JsonElement of, string name) =>
        First(of, name) is { ValueKind: JsonValueKind.Object } item ? Text(item, "id") : Text(of, name);

    private static JsonElement? First(JsonElement of, string name) => Items(of, name).Cast<JsonElement?>().FirstOrDefault();

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value]
        : [];

    private static IEnumerable<string> Texts(JsonElement of, string name) => Items(of, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);

    private static string? Text(JsonElement of, string name) => Texts(of, name).FirstOrDefault();
}
