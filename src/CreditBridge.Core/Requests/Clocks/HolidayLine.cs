using System.Globalization;

namespace CreditBridge.Core.Requests;

/// <summary>A holiday as a line of pasted text: <c>2026-12-25 Christmas Day</c>, with a space, comma, semicolon or tab between.</summary>
public sealed record HolidayLine(DateOnly On, string Name)
{
    public const int MostLines = 500;
    public const int MostCharacters = 200;

    /// <summary>Reads one a line; empty lines are skipped.</summary>
    /// <returns>The days, and a sentence for each line that is none.</returns>
    public static (IReadOnlyList<HolidayLine> Days, IReadOnlyList<string> Problems) Read(string? text)
    {
        List<HolidayLine> days = [];
        List<string> problems = [];
        var lines = (text ?? "").Split('\n', StringSplitOptions.TrimEntries);
        if (lines.Length > MostLines)
            return ([], [$"At most {MostLines} lines at once; these are {lines.Length:N0}."]);
        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1];
            if (line.Length == 0)
                continue;
            var name = line.Length > 10 ? line[10..].Trim(' ', ',', ';', '\t', '"') : "";
            if (!DateOnly.TryParseExact(line[..Math.Min(10, line.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
                problems.Add($"Line {number} does not begin with a date such as 2026-12-25.");
            else if (name.Length is 0 or > MostCharacters)
                problems.Add(name.Length == 0 ? $"Line {number} has no name behind the date." : $"Line {number} has a name of more than {MostCharacters} characters.");
            else
                days.Add(new(on, name));
        }

        if (days.Count + problems.Count == 0)
            problems.Add("Write at least one line, such as 2026-12-25 Christmas Day.");
        return (days, problems);
    }
}
