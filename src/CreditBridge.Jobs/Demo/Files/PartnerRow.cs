using System.Globalization;

namespace CreditBridge.Jobs.Demo.Files;

/// <summary>One credential as a partner writes it into the drop folder: the columns of the CSV files, the members of the NDJSON files.</summary>
internal sealed record PartnerRow(
    string Id,
    string AchievementId,
    string AchievementName,
    string? RecipientEmail,
    string? RecipientStudentNumber,
    string RecipientName,
    DateOnly? RecipientBirthDate,
    DateOnly IssuedOn,
    DateOnly? ExpiresOn,
    string Status,
    RowResult? Result,
    decimal? Hours,
    DateTime UpdatedAt,
    string? EvidenceUrl)
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "id", "achievement_id", "achievement_name", "recipient_email", "recipient_student_number", "recipient_name", "recipient_birth_date", "issued_on",
        "expires_on", "status", "scale", "result", "result_max", "result_text", "hours", "updated_at", "evidence_url",
    ];

    /// <summary>The values in the order of <see cref="Columns"/>, with the flaw in them.</summary>
    public string?[] Values(RowFlaw flaw)
    {
        string?[] values =
        [
            Id, AchievementId, AchievementName, RecipientEmail, RecipientStudentNumber, RecipientName, Day(RecipientBirthDate), Day(IssuedOn),
            Day(ExpiresOn), Status, Result?.Scale, Number(Result?.Value), Number(Result?.Maximum), Result?.Text, Number(Hours),
            UpdatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), EvidenceUrl,
        ];
        switch (flaw)
        {
            case RowFlaw.NoId:
                values[0] = null;
                break;
            case RowFlaw.NoRecipient:
                (values[3], values[4]) = (null, null);
                break;
            case RowFlaw.WrongDate:
                values[7] = $"{IssuedOn.Year}-02-30";
                break;
        }

        return values;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A result on its scale: points, percent and the like as a value, the rest as text.</summary>
internal sealed record RowResult(string Scale, decimal? Value = null, decimal? Maximum = null, string? Text = null);

/// <summary>What is wrong with a row, so that quarantine has something to show.</summary>
internal enum RowFlaw
{
    None,
    NoId,
    NoRecipient,
    WrongDate,

    /// <summary>The row breaks off: too few columns, or half a JSON object.</summary>
    BrokenOff,
}
