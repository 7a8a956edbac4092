using System.Runtime.CompilerServices;
using CreditBridge.Sis.Files;

namespace CreditBridge.Sis.Extracts;

/// <summary>
/// A folder into which a student system, whichever it is, drops <c>terms.csv</c>, <c>courses.csv</c>, <c>programs.csv</c>, <c>learners.csv</c> and <c>transcripts.csv</c>, each with all it has.
/// A long table may be cut: <c>transcripts-1.csv</c>, <c>transcripts-2.csv</c>. What lies in a folder below is old and is not read.
/// </summary>
public sealed class ExtractReader(ExtractOptions options) : ISisReader
{
    private const long MostBytes = 64L << 20;

    private static readonly string[] Kinds = ["terms", "courses", "programs", "learners", "transcripts"];
    private static readonly string[] Unfinished = [".part", ".tmp", ".filepart", ".crdownload", "~"];

    private readonly IShelf _shelf = Shelf.At(options.Folder, options.Sftp);

    public string Name => "Extracts";

    public async IAsyncEnumerable<SisTable> ReadAsync(IReadOnlyCollection<string> students, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var files = Found();
        if (files.Count == 0)
            throw new SisException($"{_shelf.Name} has none of {string.Join(", ", Kinds.Select(kind => kind + ".csv"))}.");
        await Task.Delay(TimeSpan.FromSeconds(options.RestSeconds), cancellation);
        Demand(files, Found());
        // All of them before the first is used: they belong together.
        var tables = files.ConvertAll(found => new SisTable(found.Kind, found.File.Name, Bytes(found.File), IsWhole: true));
        Demand(files, Found());
        foreach (var table in tables)
            yield return table;
    }

    private static void Demand(List<(string Kind, ShelfFile File)> before, List<(string Kind, ShelfFile File)> after)
    {
        var changed = before.Except(after).Concat(after.Except(before)).Select(found => found.File.Name).FirstOrDefault();
        if (changed is not null)
            throw new UnfinishedTableException($"{changed} is still being written: nothing was taken.");
    }

    private List<(string Kind, ShelfFile File)> Found()
    {
        var found = new List<(string Kind, ShelfFile File)>();
        foreach (var file in Ask(_shelf.Files).Where(file => !file.IsBelow).OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            if (Array.Find(Kinds, kind => IsOf(kind, file.Name)) is { } kind)
                found.Add((kind, file));
            else if (Array.Exists(Unfinished, end => file.Name.EndsWith(end, StringComparison.OrdinalIgnoreCase) && Array.Exists(Kinds, kind => IsOf(kind, file.Name[..^end.Length]))))
                throw new UnfinishedTableException($"{file.Name} is still being written: nothing was taken.");
        }

        return [.. found.OrderBy(one => Array.IndexOf(Kinds, one.Kind))];
    }

    private static bool IsOf(string kind, string name) => name.Equals($"{kind}.csv", StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith($"{kind}-", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && name[(kind.Length + 1)..^4] is { Length: > 0 } part && part.All(char.IsAsciiDigit));

    private byte[] Bytes(ShelfFile file)
    {
        if (file.Length > MostBytes)
            throw new SisException($"{file.Name} has more than {MostBytes >> 20} MB: cut it into several files.");
        return Ask(() => _shelf.Read(file, File.ReadAllBytes));
    }

    private static T Ask<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SisException($"The extracts could not be read: {problem.Message}", problem);
        }
    }
}
