using System.Globalization;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Rules;

namespace CreditBridge.Benchmarks;

/// <summary>Records of one partner, as a connector hands them over. One of two hundred cannot be taken.</summary>
internal sealed class IntakeRecords(string partner, IReadOnlyList<string> achievements, IReadOnlyList<string> recipients)
{
    private const string Header = "id,achievement_id,achievement_name,recipient_email,recipient_name,issued_on,status,scale,result,result_max,updated_at";

    private readonly List<IncomingRecord> _current = [];

    /// <summary>The records that the partner holds now.</summary>
    public IReadOnlyList<IncomingRecord> Current => _current;

    public List<IncomingRecord> New(int count)
    {
        List<IncomingRecord> made = [.. Enumerable.Range(_current.Count, count).Select(number => Make(number, version: 0))];
        _current.AddRange(made);
        return made;
    }

    public List<IncomingRecord> Changed(IEnumerable<int> numbers, int version)
    {
        List<IncomingRecord> made = [.. numbers.Select(number => Make(number, version))];
        foreach (var record in made)
            _current[NumberOf(record)] = record;
        return made;
    }

    /// <summary>Pages of 1,000, each with its checkpoint.</summary>
    public static List<IntakePage> Pages(IEnumerable<IncomingRecord> records) => [.. records.Chunk(IntakePage.MostRecords).Select((page, index) =>
        new IntakePage(page, new Dictionary<string, string> { ["credentials.csv"] = $"hash:{index}" }, $"credentials.csv, page {index}"))];

    private static int NumberOf(IncomingRecord record) => int.Parse(record.Location.AsSpan("credentials.csv:".Length), CultureInfo.InvariantCulture);

    private IncomingRecord Make(int number, int version)
    {
        var updated = new DateTime(2026, 6, 1, 2, 0, 0, DateTimeKind.Utc).AddDays(version);
        var (id, achievement, recipient) = ($"{partner}-{number:0000000}", achievements[number % achievements.Count], recipients[number % recipients.Count]);
        var result = 60 + ((number + version) % 40);
        var payload = string.Create(CultureInfo.InvariantCulture, $"{id},{achievement},The name of {achievement},{recipient},Given Family,2026-05-01,active,percent,{result},100,{updated:O}");
        var location = string.Create(CultureInfo.InvariantCulture, $"credentials.csv:{number}");
        if (number % 200 == 199)
            return new IncomingRecord.Refused(location, payload, CredentialFormat.Csv, Header, "issued_on-date", "issued_on is not a date like 2026-11-24.");
        return new IncomingRecord.Taken(location, payload, CredentialFormat.Csv, Header, PayloadHash.Of(payload), id, $"{partner}/{id}", achievement, $"The name of {achievement}",
            recipient, "Given Family", null, new DateOnly(2026, 5, 1), null, CredentialStatus.Active, [new Result(Result.Percent, result, 100, null)], null, null,
            VerificationState.NotSigned, Assurance.PartnerAsserted, [], updated);
    }
}
