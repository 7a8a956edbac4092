namespace CreditBridge.Core.Tables;

/// <summary>A table that somebody sent: named columns, and rows of texts that remember where they stood. Every import reads this one way.</summary>
public sealed class Table
{
    public const int MostRows = 100_000;
    public const int MostColumns = 200;

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<TableRow> _rows = [];

    /// <exception cref="InvalidDataException">A header stands twice, or there are too many.</exception>
    internal Table(string name, IReadOnlyList<string> headers)
    {
        Name = name;
        if (headers.Count > MostColumns)
            throw new InvalidDataException($"{name} has {headers.Count} columns; at most {MostColumns} are read.");
        Headers = [.. headers.Select(Plain)];
        for (var i = 0; i < Headers.Count; i++)
        {
            if (Headers[i].Length > 0 && !_columns.TryAdd(Headers[i], i))
                throw new InvalidDataException($"{name} names the column '{Headers[i]}' twice: rename one of them.");
        }

        if (_columns.Count == 0)
            throw new InvalidDataException($"{name} is empty: the first row names the columns.");
    }

    /// <summary>The file's name, for sentences.</summary>
    public string Name { get; }

    /// <summary>Lower case, words joined by an underscore: 'Award ID' is 'award_id'.</summary>
    public IReadOnlyList<string> Headers { get; }

    public IReadOnlyList<TableRow> Rows => _rows;

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <exception cref="InvalidDataException">A column is missing; the sentence names all that are needed.</exception>
    public void Demand(params IReadOnlyList<string> columns)
    {
        var missing = columns.Where(column => !Has(column)).ToList();
        if (missing.Count > 0)
            throw new InvalidDataException($"{Name} has no column '{string.Join("', '", missing)}'; needed are {string.Join(", ", columns)}.");
    }

    internal int? IndexOf(string column) => _columns.TryGetValue(column, out var index) ? index : null;

    internal void Add(int line, string[] cells, string? problem)
    {
        // A line of separators only is as good as blank.
        if (problem is null && Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
            return;
        if (_rows.Count == MostRows)
            throw new InvalidDataException($"{Name} has more than {MostRows:N0} rows: cut it into several files.");
        _rows.Add(new TableRow(this, line, cells, problem));
    }

    private static string Plain(string header) => string.Join('_', header.Trim().TrimStart('\uFEFF').ToLowerInvariant().Split([' ', '-', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
