using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.OpenBadges;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>A file that is a digital credential: JSON, a signed token, or a picture it was baked into. It is verified once it is taken.</summary>
internal sealed class BadgeFile(TimeProvider time)
{
    public static readonly string[] Endings = [".json", ".jwt", ".jws", ".png", ".svg"];

    public IReadOnlyList<IncomingRecord> Read(DropFile file, string hash)
    {
        // A picture is no text that could be kept; its name and hash tell one refused file from another.
        IncomingRecord Refused(string reason, string sentence) => new IncomingRecord.Refused(file.Name, $"{file.Name}, SHA-256 {hash}", CredentialFormat.OpenBadges, null, reason, sentence);
        if (file.Length > CredentialFile.MostBytes)
            return [Refused("file-long", $"The file has {file.Length} bytes; at most {CredentialFile.MostBytes} are read. It stays in the folder.")];
        byte[] bytes;
        try
        {
            using var stream = file.Open();
            bytes = new byte[file.Length];
            stream.ReadExactly(bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [Refused("unreadable", $"The file cannot be read: {problem.Message}")];
        }

        try
        {
            return BadgeReading.Read(CredentialFile.Open(bytes), file.Name, Now);
        }
        catch (FormatException problem)
        {
            return [Text(bytes) is { } text ? new IncomingRecord.Refused(file.Name, text, CredentialFormat.OpenBadges, null, "badge", problem.Message) : Refused("badge", problem.Message)];
        }
    }

    public IReadOnlyList<IncomingRecord> ReadOne(string location, string payload)
    {
        try
        {
            return BadgeReading.Read(CredentialFile.OfText(payload), location, Now);
        }
        catch (FormatException problem)
        {
            return [new IncomingRecord.Refused(location, payload, CredentialFormat.OpenBadges, null, "badge", problem.Message)];
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static string? Text(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? System.Text.Encoding.UTF8.GetString(bytes) : null;
}
