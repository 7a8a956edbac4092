using System.Security.Cryptography;
using CreditBridge.Core.Access;
using CreditBridge.Core.Rules;
using CreditBridge.Core.Tables;
using CreditBridge.Jobs.Settings;

namespace CreditBridge.Jobs.Imports;

/// <summary>
/// Where a person's file waits between the dry run and the word: in the data folder, under the hash of its content, so that what was tried is what is taken. Files of
/// people are not kept longer than they are needed.
/// </summary>
public sealed class ImportDesk(DataFolder data, IEnumerable<TableImport> tables, RuleImport rules, TimeProvider time)
{
    public const string Rules = "rules";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>What can be imported, in the order in which a new site does it.</summary>
    public IReadOnlyList<string> Kinds => [Rules, .. tables.Select(table => table.Kind)];

    public IReadOnlyList<string> ColumnsOf(string kind) => kind == Rules ? RuleImport.Columns : Of(kind).Columns;

    /// <returns>The hash under which the file waits.</returns>
    /// <exception cref="InvalidDataException">It is too large.</exception>
    public async Task<string> KeepAsync(string name, Stream content, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > TableFile.MostBytes)
                throw new InvalidDataException($"{name} is larger than {TableFile.MostBytes / 1024 / 1024} MB: cut it into several files.");
        }

        Forget();
        var hash = Convert.ToHexStringLower(SHA256.HashData(memory.ToArray()));
        Directory.CreateDirectory(FolderOf(hash));
        await File.WriteAllBytesAsync(FileOf(hash), memory.ToArray(), cancellation);
        await File.WriteAllTextAsync(NameOf(hash), name, cancellation);
        return hash;
    }

    /// <returns>Null when no such file waits here.</returns>
    /// <exception cref="InvalidDataException">It is no table, or no longer the one that was kept.</exception>
    public async Task<Table?> OpenAsync(string hash, CancellationToken cancellation)
    {
        if (!IsHash(hash) || !File.Exists(FileOf(hash)))
            return null;
        var content = await File.ReadAllBytesAsync(FileOf(hash), cancellation);
        var name = await File.ReadAllTextAsync(NameOf(hash), cancellation);
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != hash)
            throw new InvalidDataException($"{name} is not the file any more that was uploaded: upload it again.");
        return TableFile.Read(name, content);
    }

    /// <summary>One import at a time: the next one tries again on what this one leaves, so that a file confirmed twice is taken once.</summary>
    /// <returns>Null while another is being taken.</returns>
    public IDisposable? TryHold()
    {
        try
        {
            return File.Open(Path.Combine(Directory.CreateDirectory(Folder).FullName, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Tries the file, or takes it; then the result is kept as a workbook beside it.</summary>
    public async Task<ImportResult> RunAsync(string kind, string hash, Table table, bool isDryRun, Actor actor, CancellationToken cancellation)
    {
        var result = kind == Rules
            ? await rules.ImportAsync(table, new RuleImportOrder(isDryRun), actor, cancellation)
            : await Of(kind).ImportAsync(table, isDryRun, actor, cancellation);
        if (isDryRun)
            return result;
        await using var file = File.Create(ResultOf(kind, hash));
        ImportWorkbook.Write(file, table, result, actor.Name);
        return result;
    }

    /// <summary>The workbook of the last import of this file; null when it was not taken yet.</summary>
    public Stream? Result(string kind, string hash) => HasResult(kind, hash) ? File.OpenRead(ResultOf(kind, hash)) : null;

    public bool HasResult(string kind, string hash) => IsHash(hash) && Kinds.Contains(kind) && File.Exists(ResultOf(kind, hash));

    private TableImport Of(string kind) => tables.Single(table => table.Kind == kind);

    private void Forget()
    {
        Directory.CreateDirectory(Folder);
        var before = time.GetUtcNow().UtcDateTime - Kept;
        foreach (var folder in new DirectoryInfo(Folder).EnumerateDirectories().Where(folder => folder.LastWriteTimeUtc < before))
            folder.Delete(recursive: true);
    }

    private static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    private string Folder => Path.Combine(data.Path, "imports");

    private string FolderOf(string hash) => Path.Combine(Folder, hash);

    private string FileOf(string hash) => Path.Combine(FolderOf(hash), "file");

    private string NameOf(string hash) => Path.Combine(FolderOf(hash), "name");

    private string ResultOf(string kind, string hash) => Path.Combine(FolderOf(hash), $"result-{kind}.xlsx");
}
