using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Connectors.Folder;

namespace CreditBridge.Jobs.Connectors.ExamScores;

/// <summary>Score files of examination boards, such as AP, CLEP, DSST and IB: one score a line, in columns that the settings name (partners.md, 'Exam scores').</summary>
internal sealed class ExamScoresConnector(PartnerFolders folders, TimeProvider time) : FilesConnector<ScoreSettings>(folders, time)
{
    public override string Name => "ExamScores";

    public override string About => "Reads score files of examination boards, delimited or with fixed widths, here or over SFTP.";

    public override ConnectorAbilities Abilities => new(Incremental: true);

    protected override IReadOnlyList<string> Endings { get; } = [".csv", ".txt", ".tsv", ".tab", ".dat"];

    protected override IEnumerable<IncomingRecord> Records(PartnerAccount account, DropFile file) => FileOf(account).Read(file);

    public override IReadOnlyList<IncomingRecord> Reread(PartnerAccount account, QuarantinedRecord record) => [FileOf(account).ReadOne(record)];

    private ScoreFile FileOf(PartnerAccount account) => new(account.Settings<ScoreSettings>(), account.Partner.Code, Time.GetUtcNow().UtcDateTime);
}
