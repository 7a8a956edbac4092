using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>A directory of files, local, mounted or over SFTP (partners.md, 'Folder'; docs/partner-files.md).</summary>
internal sealed class FolderConnector(PartnerFolders folders, TimeProvider time) : FilesConnector<FolderSettings>(folders, time)
{
    public override string Name => "Folder";

    public override string About => "Reads files that the partner puts into a directory, here or over SFTP: CSV, NDJSON, Open Badges.";

    public override ConnectorAbilities Abilities => new(Incremental: true, Revocations: true);

    protected override IReadOnlyList<string> Endings { get; } = [".csv", ".ndjson", ".jsonl", .. BadgeFile.Endings];

    protected override BadgePages Gathering() => new(Time);

    protected override IEnumerable<IncomingRecord>? Records(PartnerAccount account, DropFile file) => file.Extension switch
    {
        ".csv" => new CsvFile(file, Fields(account)).Read(),
        ".ndjson" or ".jsonl" => new NdjsonFile(file, Fields(account)).Read(),
        _ => null,
    };

    public override IReadOnlyList<IncomingRecord> Reread(PartnerAccount account, QuarantinedRecord record) => record.Format switch
    {
        CredentialFormat.Csv => [CsvFile.ReadOne(record.Location, record.Header ?? "", record.Payload, Fields(account))],
        CredentialFormat.Ndjson => [new NdjsonFile(DropFile.None, Fields(account)).ReadOne(record.Location, record.Payload)],
        _ => new BadgeFile(Time).ReadOne(record.Location, record.Payload),
    };

    private RecordFields Fields(PartnerAccount account) => new(account.Partner.Code, DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime));
}
