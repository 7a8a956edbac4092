using System.Runtime.CompilerServices;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Connectors.Folder;

namespace CreditBridge.Jobs.Connectors.CsvOverHttp;

/// <summary>A small provider's whole list as one CSV file behind an address and a key; its columns are those of a partner's file (docs/partner-files.md).</summary>
internal sealed class CsvOverHttpConnector(TimeProvider time) : IPartnerConnector
{
    public string Name => "CsvOverHttp";

    public string About => "Reads one CSV file from an address, with a key.";

    public ConnectorAbilities Abilities => new(Lists: true, Revocations: true);

    public Type Settings => typeof(CsvOverHttpSettings);

    public async Task<string> TestAsync(PartnerAccount account, CancellationToken cancellation) =>
        $"It answers, and has {Read(account, await DownloadAsync(account, cancellation)).Count:N0} records for us.";

    public async IAsyncEnumerable<IntakePage> PullAsync(PartnerAccount account, PullAsk ask, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var records = Read(account, await DownloadAsync(account, cancellation));
        for (var i = 0; i < records.Count || i == 0; i += IntakePage.MostRecords)
        {
            var page = records.GetRange(i, Math.Min(IntakePage.MostRecords, records.Count - i));
            var isLast = i + IntakePage.MostRecords >= records.Count;
            yield return new(page, new Dictionary<string, string>(), $"{i + page.Count:N0} of {records.Count:N0} records")
            {
                Sweep = ask.Now,
                EndsSweep = isLast,
            };
        }
    }

    public IReadOnlyList<IncomingRecord> Reread(PartnerAccount account, QuarantinedRecord record) => [CsvFile.ReadOne(record.Location, record.Header ?? "", record.Payload, Fields(account))];

    private static Task<byte[]> DownloadAsync(PartnerAccount account, CancellationToken cancellation)
    {
        var settings = account.Settings<CsvOverHttpSettings>();
        return account.Wire.DownloadAsync(new(settings.Address), "text/csv", cancellation, headers => headers.Add("X-Api-Key", settings.Key));
    }

    private List<IncomingRecord> Read(PartnerAccount account, byte[] bytes)
    {
        var folder = Directory.CreateTempSubdirectory("creditbridge-csv-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "export.csv"), bytes);
            using var files = new LocalFiles(folder.FullName);
            return files.Find("export.csv") is { } file ? [.. new CsvFile(file, Fields(account)).Read()] : throw new SourceException($"{account.Partner.Name} sent an empty file.");
        }
        catch (FormatException problem)
        {
            throw new SourceException(problem.Message, problem);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private RecordFields Fields(PartnerAccount account) => new(account.Partner.Code, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
}
