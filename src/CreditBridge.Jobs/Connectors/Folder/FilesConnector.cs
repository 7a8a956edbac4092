using System.Runtime.CompilerServices;
using CreditBridge.Core.Credentials.Intake;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>
/// What every connector of files shares (partners.md, 'Folder'). New and changed files are read, a page of records at a time; the checkpoint of a file is its hash and how many of its records
/// are taken. A file that is still being written is left for the next run.
/// </summary>
internal abstract class FilesConnector<TSettings>(PartnerFolders folders, TimeProvider time) : IPartnerConnector where TSettings : FolderSettings
{
    /// <summary>How long a file must not have changed before it is read.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public abstract string Name { get; }

    public abstract string About { get; }

    public abstract ConnectorAbilities Abilities { get; }

    public Type Settings => typeof(TSettings);

    /// <summary>How the names of files end that are read.</summary>
    protected abstract IReadOnlyList<string> Endings { get; }

    protected TimeProvider Time => time;

    public abstract IReadOnlyList<IncomingRecord> Reread(PartnerAccount account, QuarantinedRecord record);

    /// <summary>The records of one file, in its order; null: the file is one of many that share a page, and <see cref="Gathering"/> takes it.</summary>
    protected abstract IEnumerable<IncomingRecord>? Records(PartnerAccount account, DropFile file);

    protected virtual BadgePages? Gathering() => null;

    public Task<string> TestAsync(PartnerAccount account, CancellationToken cancellation) => Task.Run(() =>
    {
        using var source = account.Settings<TSettings>().Open(account.Partner, folders);
        var files = List(source);
        return files.Count == 0 ? "The folder is there, and empty." : $"The folder is there, with {files.Count} file{(files.Count == 1 ? "" : "s")} to read.";
    }, cancellation);

    public async IAsyncEnumerable<IntakePage> PullAsync(PartnerAccount account, PullAsk ask, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var checkpoints = ask.Checkpoints.Where(checkpoint => !ask.IsFull || ask.OfThisRun.Contains(checkpoint.Key)).ToDictionary(StringComparer.Ordinal);
        using var source = account.Settings<TSettings>().Open(account.Partner, folders);
        var files = List(source);
        if (TryManifest(source, out var manifest) is { } unusable)
            yield return IntakePage.Notice(FolderManifest.FileName, unusable);
        await LetRestAsync(source, files, cancellation);
        var gathering = Gathering();
        foreach (var file in files)
        {
            var pull = await FilePull.BeginAsync(file, manifest, checkpoints.GetValueOrDefault(file.Name), cancellation);
            if (pull.Problem is { } sentence)
                yield return IntakePage.Notice(file.Name, sentence, pull.IsFailure);
            if (!pull.IsDue)
                continue;
            if (Records(account, file) is not { } records)
            {
                if (gathering!.Add(file, pull.Hash, out var full))
                    yield return full;
                continue;
            }

            foreach (var page in pull.Pages(records))
                yield return page;
        }

        if (gathering?.Rest() is { } rest)
            yield return rest;
    }

    private List<DropFile> List(IFileSource source) =>
        [.. source.Files().Where(file => Endings.Contains(file.Extension) && file.Name != FolderManifest.FileName).OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <returns>Why there is no manifest to go by, or null; the files are read all the same.</returns>
    private static string? TryManifest(IFileSource source, out FolderManifest manifest)
    {
        manifest = new FolderManifest([]);
        try
        {
            manifest = FolderManifest.Read(source);
            return null;
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
        {
            return $"{FolderManifest.FileName} cannot be used, so the files were read without it: {problem.Message}";
        }
    }

    /// <summary>Waits once, and only if a file is younger than the rest: real time, because the writer is another program.</summary>
    private static async Task LetRestAsync(IFileSource source, List<DropFile> files, CancellationToken cancellation)
    {
        var youngest = files.Count == 0 ? TimeSpan.MaxValue : files.Min(file => TimeProvider.System.GetUtcNow().UtcDateTime - file.WrittenAt);
        if (youngest < Rest + source.ClockOff)
            await Task.Delay(source.IsFar || youngest < TimeSpan.Zero ? Rest : Rest - youngest, cancellation);
    }
}
