using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>The files of requests, outside the web root under random names. A file is written before the transaction that takes it; one that none took is swept away a day later.</summary>
/// <param name="folder">Made when the first file comes.</param>
public sealed class AttachmentStore(string folder, TimeProvider time)
{
    public const int MostBytes = 10 * 1024 * 1024;
    public const int MostOfARequest = 20;
    private const int MostNameCharacters = 200;

    private static readonly TimeSpan Orphaned = TimeSpan.FromDays(1);

    /// <exception cref="FormatException">It is of a kind that is not taken, too large or empty: a sentence for whoever uploads it.</exception>
    public async Task<StoredFile> SaveAsync(string name, Stream content, CancellationToken cancellation)
    {
        var shown = NameOf(name);
        // One byte more than is taken tells that there is more.
        using var read = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; read.Length <= MostBytes && (count = await content.ReadAsync(buffer, cancellation)) > 0;)
            read.Write(buffer, 0, count);
        if (read.Length > MostBytes)
            throw new FormatException($"‘{shown}’ is larger than {MostBytes / 1024 / 1024} MB, which is the most that is taken.");
        if (read.Length == 0)
            throw new FormatException($"‘{shown}’ is empty.");
        var bytes = read.GetBuffer().AsMemory(0, (int)read.Length);
        var kind = AttachmentKind.Of(bytes.Span)
            ?? throw new FormatException($"‘{shown}’ is no PDF, PNG, JPEG or plain text, whatever its name says: only those are taken.");
        if (!Array.Exists(kind.Endings, ending => shown.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            shown += kind.Endings[0];
        var storedAs = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await WriteAsync(storedAs, bytes, cancellation);
        return new(shown, kind.MediaType, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), storedAs);
    }

    /// <summary>The rows of files that a request takes.</summary>
    /// <exception cref="IllegalMoveException">The request would have too many.</exception>
    internal static List<Attachment> Admit(CreditRequest request, IReadOnlyList<StoredFile> files, string by, DateTime now)
    {
        if (request.Attachments.Count + files.Count > MostOfARequest)
            throw new IllegalMoveException($"A request takes {MostOfARequest} files at most: {request.Attachments.Count} are there already.");
        return [.. files.Select(file => new Attachment { RequestId = request.Id, Name = file.Name, MediaType = file.MediaType, Bytes = file.Bytes, Sha256 = file.Sha256, StoredAs = file.StoredAs, AddedAt = now, AddedBy = by })];
    }

    /// <exception cref="FileNotFoundException">The row is there and the file is not: a backup without its attachments was restored.</exception>
    public Stream Open(Attachment attachment) => new FileStream(PathOf(attachment.StoredAs), FileMode.Open, FileAccess.Read, FileShare.Read, 81920, useAsync: true);

    /// <summary>Removes what no request has taken within a day.</summary>
    public async Task<int> SweepAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            return 0;
        var limit = time.GetUtcNow().UtcDateTime - Orphaned;
        var removed = 0;
        foreach (var chunk in new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < limit).Chunk(500))
        {
            var names = chunk.Select(file => file.Name).ToList();
            var taken = await db.Attachments.Where(attachment => EF.Parameter(names).Contains(attachment.StoredAs)).Select(attachment => attachment.StoredAs).ToHashSetAsync(cancellation);
            foreach (var file in chunk.Where(file => !taken.Contains(file.Name)))
            {
                file.Delete();
                removed++;
            }
        }

        return removed;
    }

    private async Task WriteAsync(string storedAs, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        // Learners' papers: for this user alone.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(PathOf(storedAs), options);
        await file.WriteAsync(bytes, cancellation);
        file.Flush(flushToDisk: true);
    }

    private string PathOf(string storedAs) => Path.Combine(folder, storedAs);

    /// <summary>Without a path, and without characters that nobody sees or that turn the reading order: 'exe.png' stays what it is.</summary>
    private static string NameOf(string given)
    {
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = string.Concat(last.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse))).Trim();
        return plain.Length == 0 ? "file" : plain.Length <= MostNameCharacters ? plain : plain[^MostNameCharacters..];
    }
}
