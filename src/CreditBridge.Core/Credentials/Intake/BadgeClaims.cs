using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Rules;
using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>A digital credential's claims as this institution keeps them. Credits without a unit stay in the payload: they are never taken for ours.</summary>
internal static class BadgeClaims
{
    private const int MostCharacters = 400;
    private const int MostListed = 50;

    /// <exception cref="FormatException">A sentence that says what is missing or too long, with its reason code in <c>Data["reason"]</c>.</exception>
    public static IncomingRecord.Taken ToRecord(CredentialClaims claims, string location, string payload, CredentialFile? original, DateTime now)
    {
        var achievement = claims.Achievement ?? throw Problem("badge", "It awards no achievement.");
        var recipient = RecipientOf(claims) ?? throw Problem("recipient-missing", "It does not say whose it is.");
        var id = claims.Id ?? $"urn:sha256:{PayloadHash.Of(payload)}";
        var issued = claims.ValidFrom ?? throw Problem("badge", "There is no validFrom date.");
        if (new[] { id, claims.IssuerId, achievement.Id, achievement.Name, claims.RecipientName }.Any(text => text is not null && (text.Length > MostCharacters || text.Contains('\0', StringComparison.Ordinal))) || recipient.Length > ExternalIdAttribute.MostCharacters)
            throw Problem("long", $"An id or a name in it has more than {MostCharacters} characters, or a NUL in it.");
        return new(
            location,
            payload,
            CredentialFormat.OpenBadges,
            null,
            PayloadHash.Of(payload),
            id,
            $"{claims.IssuerId}/{id}",
            achievement.Id,
            achievement.Name.Length == 0 ? null : achievement.Name,
            recipient,
            claims.RecipientName,
            null,
            DateOnly.FromDateTime(issued),
            claims.ValidUntil is { } until ? DateOnly.FromDateTime(until) : null,
            CredentialStatus.Active,
            [.. claims.Results.Take(MostListed).Select(ResultOf)],
            null,
            claims.Evidence.Select(evidence => evidence.Url).FirstOrDefault(IsLink),
            VerificationState.Indeterminate,
            Assurance.PartnerAsserted,
            [new CredentialCheck("Signature", "not checked yet", now, VerificationState.Indeterminate, "It came a moment ago and is being checked.")],
            null,
            new IncomingBadge(claims.IssuerId, achievement, original));
    }

    /// <summary>The key it is matched by: an address, then a hash of one, then the subject's own id.</summary>
    public static string? RecipientOf(CredentialClaims claims)
    {
        if (claims.RecipientEmail is { Length: > 0 } email)
            return RecipientKey.Email(email);
        var hashed = claims.Recipients.Where(recipient => recipient.IsHashed).OrderByDescending(IsEmail).FirstOrDefault();
        if (hashed is not null)
            return RecipientKey.Hashed(IsEmail(hashed) ? RecipientIdentity.Email : hashed.IdentityType, hashed.Identity, hashed.Salt);
        return claims.Recipients.FirstOrDefault(recipient => recipient.Identity.Length > 0) is { } other ? RecipientKey.SubjectId(other.Identity) : null;
    }

    public static bool IsEmail(RecipientClaim recipient) => recipient.IdentityType == RecipientIdentity.Email;

    /// <summary>Fills what is not known of an achievement yet; what somebody wrote here stays.</summary>
    public static void Describe(Achievement achievement, AchievementClaims claims)
    {
        if (achievement.Name == achievement.ExternalId && claims.Name.Length is > 0 and <= MostCharacters)
            achievement.Name = claims.Name;
        achievement.Description ??= claims.Description ?? claims.CriteriaText;
        achievement.Language ??= Short(claims.Language);
        achievement.Url ??= IsLink(claims.CriteriaUrl) ? claims.CriteriaUrl : IsLink(claims.Id) ? claims.Id : null;
        if (achievement.Skills.Count == 0)
            achievement.Skills = [.. claims.Alignments.Select(alignment => alignment.TargetName).Append(claims.FieldOfStudy).Where(IsShort).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostListed).OfType<string>()];
        if (achievement.Tags.Count == 0)
            achievement.Tags = [.. claims.Tags.Where(IsShort).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostListed)];
    }

    private static bool IsShort(string? text) => Short(text) is { Length: > 0 };

    private static string? Short(string? text) => text is { Length: <= MostCharacters } ? text : null;

    /// <summary>Only an address that a browser may open: the text is an issuer's.</summary>
    private static bool IsLink(string? text) =>
        text is { Length: <= MostCharacters } && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static FormatException Problem(string reason, string sentence) => new(sentence) { Data = { ["reason"] = reason } };

    private static Result ResultOf(BadgeResult result)
    {
        decimal? value = IsNumber(result.Value, out var number) ? number : null;
        decimal? maximum = result.Maximum is > 0.000001m and < 1_000_000_000 ? result.Maximum : null;
        var scale = result.Type switch
        {
            "Percent" => Result.Percent,
            "LetterGrade" => Result.Letter,
            "Status" => Result.Pass,
            _ => Result.Points,
        };
        return new Result(scale, value, maximum, value is null ? result.Value[..Math.Min(result.Value.Length, MostCharacters)] : null);
    }

    /// <summary>A number a result can be: six places are plenty, and no later sum can overflow.</summary>
    private static bool IsNumber(string text, out decimal number)
    {
        var isNumber = decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out number);
        number = decimal.Round(number, 6);
        return isNumber && number < 1_000_000_000;
    }
}
