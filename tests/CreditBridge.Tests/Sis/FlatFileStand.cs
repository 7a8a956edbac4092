using CreditBridge.Sis;
using CreditBridge.Sis.Files;
using CreditBridge.Sis.FlatFile;

namespace CreditBridge.Tests.Sis;

internal sealed class FlatFileStand : SisStand
{
    private readonly string _folder = Directory.CreateTempSubdirectory("creditbridge-outbox-").FullName;
    private readonly Acknowledgement _acknowledgement;
    private string? _refusal;

    private FlatFileStand(Acknowledgement acknowledgement)
    {
        _acknowledgement = acknowledgement;
        Adapter = new FlatFileAdapter(new FlatFileOptions { Folder = _folder, Acknowledgement = acknowledgement }, TimeProvider.System);
    }

    public override ISisAdapter Adapter { get; }

    private IEnumerable<string> Batches => Directory.EnumerateFiles(_folder, "credit-*.csv").Where(file => !file.EndsWith(".ack.csv", StringComparison.Ordinal));

    public static Task<SisStand> StartAsync(Acknowledgement acknowledgement) => Task.FromResult<SisStand>(new FlatFileStand(acknowledgement));

    public override int Committed(CreditPosting posting) => Batches.Sum(batch => File.ReadLines(batch).Count(line => line.StartsWith(posting.Key + ",", StringComparison.Ordinal)));

    public override void RefuseNext(string words) => _refusal = words;

    public override async Task SettleAsync()
    {
        foreach (var batch in Batches.Where(batch => _acknowledgement == Acknowledgement.File && !File.Exists(Answer(batch))).ToList())
        {
            var keys = File.ReadLines(batch).Skip(1).Select(line => line.Split(',')[0]).ToList();
            await File.WriteAllLinesAsync(Answer(batch), ["Key,Status,Reason", .. keys.Select(key => _refusal is null ? $"{key},accepted," : $"{key},rejected,{_refusal}")]);
            _refusal = null;
        }
    }

    public override async Task GoAwayAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await File.WriteAllTextAsync(_folder, "in the way");
    }

    public override ValueTask DisposeAsync()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        File.Delete(_folder);
        return ValueTask.CompletedTask;
    }

    private static string Answer(string batch) => batch[..^4] + ".ack.csv";
}
