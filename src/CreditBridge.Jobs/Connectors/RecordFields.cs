using System.Globalization;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Makes a credential of named fields, the same for CSV columns and NDJSON members (docs/partner-files.md), or says in one sentence why it cannot.</summary>
internal sealed class RecordFields(string partner, DateOnly today)
{
    public static readonly string[] Required = ["id", "achievement_id", "issued_on"];

    public const string Email = "recipient_email";
    public const string StudentNumber = "recipient_student_number";

    /// <summary>The user name at the partner itself.</summary>
    public const string User = "recipient_user";

    public const int MostCharacters = 400;

    /// <param name="field">The text of a field, or null when it is empty or absent.</param>
    public IncomingRecord Read(string location, string payload, CredentialFormat format, string? header, string sha256, Func<string, string?> field)
    {
        string? id = null;
        try
        {
            id = Id(field, "id");
            return new IncomingRecord.Taken(
                location,
                payload,
                format,
                header,
                sha256,
                id,
                $"{partner}/{id}",
                Id(field, "achievement_id"),
                Short(field, "achievement_name"),
                Recipient(field),
                Short(field, "recipient_name"),
                Date(field, "recipient_birth_date"),
                IssuedOn(field),
                Date(field, "expires_on"),
                Status(field("status")),
                Results(field),
                Number(field, "hours"),
                Short(field, "evidence_url"),
                VerificationState.NotSigned,
                Assurance.PartnerAsserted,
                [],
                Instant(field, "updated_at"));
        }
        catch (FormatException problem)
        {
            return new IncomingRecord.Refused(location, payload, format, header, problem.Data["reason"] as string ?? "format", problem.Message) { ExternalId = id };
        }
    }

    private static FormatException Problem(string reason, string sentence) => new(sentence) { Data = { ["reason"] = reason } };

    private static string Id(Func<string, string?> field, string name)
    {
        var id = Short(field, name) ?? throw Problem($"{name}-missing", $"{name} is empty.");
        return id.Any(char.IsControl) ? throw Problem($"{name}-control", $"{name} has a control character in it.") : id;
    }

    private static string? Short(Func<string, string?> field, string name)
    {
        if (field(name) is not { } text)
            return null;
        if (text.Length > MostCharacters)
            throw Problem($"{name}-long", $"{name} has {text.Length} characters; at most {MostCharacters} are taken.");
        return text.Contains('\0', StringComparison.Ordinal) ? throw Problem($"{name}-nul", $"{name} has a NUL character in it.") : text;
    }

    private string Recipient(Func<string, string?> field)
    {
        if (Short(field, User) is { } user)
            return RecipientKey.User(partner, user);
        if (Short(field, StudentNumber) is { } number)
            return RecipientKey.StudentNumber(number);
        var email = field(Email) ?? throw Problem("recipient-missing", $"Neither {Email} nor {StudentNumber} says whose it is.");
        return email.Contains('@', StringComparison.Ordinal) && email.Length <= MostCharacters
            ? RecipientKey.Email(email)
            : throw Problem("email", $"{Email} '{Shortened(email)}' is not an e-mail address.");
    }

    private DateOnly IssuedOn(Func<string, string?> field)
    {
        var issued = Date(field, "issued_on") ?? throw Problem("issued_on-missing", "issued_on is empty.");
        // A day ahead is a time zone, more is an error.
        return issued <= today.AddDays(1) ? issued : throw Problem("issued_on-future", $"issued_on {issued:yyyy-MM-dd} is in the future.");
    }

    private static DateOnly? Date(Func<string, string?> field, string name)
    {
        if (field(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        return text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? DateOnly.FromDateTime(instant.DateTime)
            : throw Problem($"{name}-date", $"{name} '{Shortened(text)}' is not a date like 2026-11-24.");
    }

    private DateTime? Instant(Func<string, string?> field, string name)
    {
        if (field(name) is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.UtcDateTime < today.AddDays(2).ToDateTime(TimeOnly.MinValue) ? instant.UtcDateTime : throw Problem($"{name}-future", $"{name} '{Shortened(text)}' is in the future.")
            : throw Problem($"{name}-date", $"{name} '{Shortened(text)}' is not a time like 2026-11-24T02:00:00Z.");
    }

    private static decimal? Number(Func<string, string?> field, string name)
    {
        if (field(name) is not { } text)
            return null;
        return TryNumber(text, out var number) ? number : throw Problem($"{name}-number", $"{name} '{Shortened(text)}' is not a number from 0 to 999,999,999.");
    }

    /// <summary>A number a result can be: six places are plenty, and no later sum can overflow.</summary>
    public static bool TryNumber(string text, out decimal number)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number);
        number = decimal.Round(number, 6);
        return isNumber && number < 1_000_000_000;
    }

    private static CredentialStatus Status(string? text) => text?.ToLowerInvariant() switch
    {
        null or "active" => CredentialStatus.Active,
        "revoked" => CredentialStatus.Revoked,
        "expired" => CredentialStatus.Expired,
        _ => throw Problem("status", $"status '{Shortened(text)}' is none of active, revoked, expired."),
    };

    private static List<Result> Results(Func<string, string?> field)
    {
        if (field("scale") is not { } scale)
        {
            return field("result") is null && field("result_text") is null
                ? []
                : throw Problem("scale-missing", "There is a result, but no scale says what it means.");
        }

        var maximum = Number(field, "result_max");
        if (maximum == 0)
            throw Problem("result_max-zero", "result_max is 0: nothing can be measured against it.");
        return [new Result(Short(field, "scale")!, Number(field, "result"), maximum, Short(field, "result_text"))];
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
