using System.Text;
using System.Text.Json;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using CreditBridge.OpenBadges;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>An Open Badges 3.0 credential as a JSON file. Its signature is not checked yet, so it is Indeterminate and goes to a person.</summary>
internal sealed class BadgeFile(TimeProvider time)
{
    private const int MostBytes = 1 << 20;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public IncomingRecord Read(DropFile file)
    {
        if (file.Length > MostBytes)
            return new IncomingRecord.Refused(file.Name, "", CredentialFormat.OpenBadges, null, "file-long", $"The file has {file.Length} bytes; at most {MostBytes} are read. It stays in the folder.");
        try
        {
            using var stream = FileText.OpenUtf8(file);
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return ReadOne(file.Name, reader.ReadToEnd());
        }
        catch (Exception problem) when (problem is FormatException or DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            return new IncomingRecord.Refused(file.Name, "", CredentialFormat.OpenBadges, null, "unreadable", $"The file cannot be read as text: {problem.Message}");
        }
    }

    public IncomingRecord ReadOne(string location, string payload)
    {
        IncomingRecord Refused(string reason, string sentence) => new IncomingRecord.Refused(location, payload, CredentialFormat.OpenBadges, null, reason, sentence);
        try
        {
            using var document = JsonDocument.Parse(payload, Options);
            var badge = BadgeReader.Read(document.RootElement);
            if (new[] { badge.Id, badge.IssuerId, badge.AchievementId, badge.AchievementName, badge.RecipientName, badge.RecipientEmail }.Any(text => text is not null && (text.Length > RecordFields.MostCharacters || text.Contains('\0', StringComparison.Ordinal))))
                return Refused("long", $"An id or a name in it has more than {RecordFields.MostCharacters} characters, or a NUL in it.");
            return badge.RecipientEmail is null
                ? Refused("recipient-missing", "The recipient is not named by a plain e-mail address.")
                : Taken(location, payload, badge, badge.RecipientEmail);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Refused("json", $"The file is not JSON: {exception.Message}");
        }
        catch (FormatException exception)
        {
            return Refused("badge", exception.Message);
        }
    }

    private IncomingRecord.Taken Taken(string location, string payload, BadgeFacts badge, string email) => new(
        location,
        payload,
        CredentialFormat.OpenBadges,
        null,
        PayloadHash.Of(payload),
        badge.Id,
        $"{badge.IssuerId}/{badge.Id}",
        badge.AchievementId,
        badge.AchievementName,
        RecipientKey.Email(email),
        badge.RecipientName,
        null,
        badge.IssuedOn,
        badge.ExpiresOn,
        CredentialStatus.Active,
        [.. badge.Results.Select(ResultOf)],
        null,
        null,
        VerificationState.Indeterminate,
        Assurance.PartnerAsserted,
        [badge.IsSigned
            ? new CredentialCheck("Signature", "not checked", time.GetUtcNow().UtcDateTime, VerificationState.Indeterminate, "The credential is signed; this version cannot check the signature, so a person looks at it.")
            : new CredentialCheck("Signature", "looked for a proof", time.GetUtcNow().UtcDateTime, VerificationState.Indeterminate, "The credential carries no signature.")],
        null);

    private static Result ResultOf(BadgeResult result)
    {
        decimal? value = RecordFields.TryNumber(result.Value, out var number) ? number : null;
        decimal? maximum = result.Maximum is > 0.000001m and < 1_000_000_000 ? result.Maximum : null;
        var scale = result.Type switch
        {
            "Percent" => Result.Percent,
            "LetterGrade" => Result.Letter,
            "Status" => Result.Pass,
            _ => Result.Points,
        };
        return new Result(scale, value, maximum, value is null ? result.Value[..Math.Min(result.Value.Length, RecordFields.MostCharacters)] : null);
    }
}
