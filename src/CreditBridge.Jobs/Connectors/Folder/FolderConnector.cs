using System.Runtime.CompilerServices;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Settings;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>
/// A directory of files, local or mounted (partners.md, 'Folder'). New and changed files are read, a page of records at a time; the checkpoint of a
/// file is its hash and how many of its records are taken. A file that is still being written is left for the next run.
/// </summary>
internal sealed class FolderConnector(DataFolder data, TimeProvider time) : IPartnerConnector
{
    /// <summary>How long a file must not have changed before it is read.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private static readonly string[] Read = [".csv", ".ndjson", ".jsonl", .. BadgeFile.Endings];

    public string Name => "Folder";

    public string About => "Reads files that the partner puts into a directory: CSV, NDJSON, Open Badges.";

    public ConnectorAbilities Abilities => new(Incremental: true, Revocations: true);

    public Type Settings => typeof(FolderSettings);

    public Task<string> TestAsync(PartnerAccount account, CancellationToken cancellation) =>
        TryList(account.Settings<FolderSettings>().PathOf(account.Partner, data.Path), out var files) is { } problem
            ? throw new SourceException(problem)
            : Task.FromResult(files.Count == 0 ? "The folder is there, and empty." : $"The folder is there, with {files.Count} files to read.");

    public IReadOnlyList<IncomingRecord> Reread(PartnerAccount account, QuarantinedRecord record)
    {
        var fields = new RecordFields(account.Partner.Code, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return record.Format switch
        {
            CredentialFormat.Csv => [CsvFile.ReadOne(record.Location, record.Header ?? "", record.Payload, fields)],
            CredentialFormat.Ndjson => [new NdjsonFile(DropFile.None, fields).ReadOne(record.Location, record.Payload)],
            _ => new BadgeFile(time).ReadOne(record.Location, record.Payload),
        };
    }

    public async IAsyncEnumerable<IntakePage> PullAsync(PartnerAccount account, PullAsk ask, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (partner, checkpoints) = (account.Partner, ask.IsFull ? new Dictionary<string, string>() : ask.Checkpoints);
        var folder = account.Settings<FolderSettings>().PathOf(partner, data.Path);
        if (TryList(folder, out var files) is { } problem)
        {
            yield return IntakePage.Notice(folder, problem, isFailure: true);
            yield break;
        }

        if (TryManifest(folder, out var manifest) is { } unusable)
            yield return IntakePage.Notice(FolderManifest.FileName, unusable);
        await LetRestAsync(files, cancellation);
        var fields = new RecordFields(partner.Code, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var badges = new BadgePages(time);
        foreach (var file in files)
        {
            var pull = await FilePull.BeginAsync(file, manifest, checkpoints.GetValueOrDefault(file.Name), cancellation);
            if (pull.Problem is { } sentence)
                yield return IntakePage.Notice(file.Name, sentence, pull.IsFailure);
            if (!pull.IsDue)
                continue;
            if (BadgeFile.Endings.Contains(file.Extension))
            {
                if (badges.Add(file, pull.Hash, out var full))
                    yield return full;
                continue;
            }

            foreach (var page in pull.Pages(file.Extension == ".csv" ? new CsvFile(file, fields).Read() : new NdjsonFile(file, fields).Read()))
                yield return page;
        }

        if (badges.Rest() is { } rest)
            yield return rest;
    }

    /// <returns>Why the folder cannot be read, or null.</returns>
    private static string? TryList(string folder, out List<DropFile> files)
    {
        files = [];
        try
        {
            if (!Directory.Exists(folder))
                return $"The folder {folder} does not exist.";
            files = [.. Directory.EnumerateFiles(folder).Select(DropFile.Of)
                .Where(file => Read.Contains(file.Extension, StringComparer.Ordinal) && file.Name != FolderManifest.FileName && file.IsRegular)
                .OrderBy(file => file.Name, StringComparer.Ordinal)];
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"The folder {folder} may not be read by this program: give it permission.";
        }
        catch (IOException exception)
        {
            return $"The folder {folder} cannot be read: {exception.Message}";
        }
    }

    /// <returns>Why there is no manifest to go by, or null; the files are read all the same.</returns>
    private static string? TryManifest(string folder, out FolderManifest manifest)
    {
        manifest = new FolderManifest([]);
        try
        {
            manifest = FolderManifest.Read(folder);
            return null;
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
        {
            return $"{FolderManifest.FileName} cannot be used, so the files were read without it: {problem.Message}";
        }
    }

    /// <summary>Waits once, and only if a file is younger than the rest: real time, because the writer is another program.</summary>
    private static async Task LetRestAsync(List<DropFile> files, CancellationToken cancellation)
    {
        var youngest = files.Count == 0 ? TimeSpan.MaxValue : files.Min(file => TimeProvider.System.GetUtcNow().UtcDateTime - file.WrittenAt);
        if (youngest < Rest)
            await Task.Delay(Rest - (youngest < TimeSpan.Zero ? TimeSpan.Zero : youngest), cancellation);
    }
}
