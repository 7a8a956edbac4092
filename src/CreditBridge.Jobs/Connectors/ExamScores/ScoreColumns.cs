using System.Globalization;

namespace CreditBridge.Jobs.Connectors.ExamScores;

/// <summary>Takes the columns that the settings name out of a line. A line is a record: score files have no line breaks in quotes.</summary>
internal sealed class ScoreColumns
{
    private readonly ScoreSettings _settings;
    private readonly Dictionary<string, int> _names;
    private readonly int _count;

    /// <param name="header">The first line, where it names the columns.</param>
    /// <exception cref="FormatException">It has not a column that the settings name.</exception>
    public ScoreColumns(ScoreSettings settings, string? header)
    {
        _settings = settings;
        var names = settings.Separator is { } separator && header is not null ? Split(header, separator) ?? throw new FormatException("Its first line opens a quote that is not closed.") : [];
        _count = names.Count;
        _names = names.Select((name, index) => (Name: name.Trim(), index)).Where(column => column.Name.Length > 0).DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(column => column.Name, column => column.index, StringComparer.OrdinalIgnoreCase);
        if (settings.Separator is not null)
            _ = new[] { settings.StudentNumber, settings.StudentName, settings.BirthDate, settings.Exam, settings.ExamName, settings.Score, settings.Date, settings.Administration }
                .Select(column => column is null ? [] : ScoreSettings.Parts(column).Select(IndexOf).ToList()).ToList();
    }

    /// <returns>Null: a quote has no end, or there are not as many columns as in the header.</returns>
    public IReadOnlyList<string>? Cells(string line) => _settings.Separator is not { } separator ? [line]
        : Split(line, separator) is { } cells && (_count == 0 || cells.Count == _count) ? cells : null;

    /// <returns>Null where it is empty, or the settings name none.</returns>
    public string? Text(IReadOnlyList<string> cells, string? column)
    {
        if (string.IsNullOrWhiteSpace(column))
            return null;
        var text = string.Join(' ', ScoreSettings.Parts(column).Select(part => Part(cells, part).Trim()).Where(part => part.Length > 0));
        return text.Length > 0 ? text : null;
    }

    private string Part(IReadOnlyList<string> cells, string part)
    {
        if (_settings.Separator is null)
            return ScoreSettings.Span(part) is var (first, last) && cells[0] is var line && first <= line.Length ? line[(first - 1)..Math.Min(last, line.Length)] : "";
        var index = IndexOf(part);
        return index < cells.Count ? cells[index] : "";
    }

    private int IndexOf(string part) => _names.TryGetValue(part, out var index) ? index
        : int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && (_count == 0 || number <= _count) ? number - 1
        : throw new FormatException($"It has no column '{part}'.");

    private static List<string>? Split(string line, char separator)
    {
        var cells = new List<string>();
        for (var at = 0; ;)
        {
            if (at < line.Length && line[at] == '"')
            {
                var cell = new System.Text.StringBuilder();
                for (at++; ; at++)
                {
                    if (at >= line.Length)
                        return null;
                    if (line[at] == '"' && !(at + 1 < line.Length && line[at + 1] == '"' && at++ >= 0))
                        break;
                    cell.Append(line[at]);
                }

                cells.Add(cell.ToString());
                if (++at < line.Length && line[at] != separator)
                    return null;
            }
            else
            {
                var end = line.IndexOf(separator, at) is >= 0 and var found ? found : line.Length;
                cells.Add(line[at..end]);
                at = end;
            }

            if (at++ >= line.Length)
                return cells;
        }
    }
}
