using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>Makes records of a digital credential, before anything of it is verified: one, or for a learner record (CLR) one for each credential in it.</summary>
public static class BadgeReading
{
    private const int MostNested = 200;

    public static IReadOnlyList<IncomingRecord> Read(CredentialFile file, string location, DateTime now)
    {
        if (file.TextKind == FileKind.Address)
            return [Refused(location, file.Text, "address", "It holds only the address of a credential: put the credential itself here.")];
        try
        {
            var claims = CredentialReader.Read(file);
            if (claims.Standard != CredentialStandard.ComprehensiveLearnerRecord2)
                return [BadgeClaims.ToRecord(claims, location, file.Text, file.Kind is FileKind.Png or FileKind.Svg ? file : null, now)];
            if (claims.Nested.Count is 0 or > MostNested)
                return [Refused(location, file.Text, "nested", $"The learner record has {claims.Nested.Count} credentials in it; from 1 to {MostNested} are read.")];
            var record = claims.Id is { Length: <= 150 } id ? id : "without a short id";
            return [.. claims.Nested.Select((nested, i) => ReadNested(nested, $"{location}, credential {i + 1} of the learner record {record}", now))];
        }
        catch (FormatException problem)
        {
            return [Refused(location, file.Text, problem.Data["reason"] as string ?? "badge", problem.Message)];
        }
    }

    private static IncomingRecord ReadNested(string text, string location, DateTime now)
    {
        try
        {
            var file = CredentialFile.OfText(text);
            return BadgeClaims.ToRecord(CredentialReader.Read(file), location, file.Text, null, now);
        }
        catch (FormatException problem)
        {
            return Refused(location, text, problem.Data["reason"] as string ?? "badge", problem.Message);
        }
    }

    private static IncomingRecord.Refused Refused(string location, string payload, string reason, string sentence) => new(location, payload, CredentialFormat.OpenBadges, null, reason, sentence);
}
