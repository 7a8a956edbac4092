using CreditBridge.Core.Tables;

namespace CreditBridge.Core.Rules;

/// <summary>One rule as a file says it: all its rows, and what was made of them.</summary>
internal sealed class FiledRule(IReadOnlyList<TableRow> rows)
{
    /// <summary>More would hide the first.</summary>
    public const int MostSentences = 3;

    public IReadOnlyList<TableRow> Rows { get; } = rows;

    /// <summary>The rule's code here, where the file knows it.</summary>
    public string? Code { get; init; }

    /// <summary>What the file calls it.</summary>
    public string? Key { get; init; }

    /// <summary>Which version the file was exported from.</summary>
    public string? Seen { get; init; }

    /// <summary>The institution it comes from; empty for our own rules.</summary>
    public string? SetName { get; init; }

    public string? SetUrl { get; init; }

    /// <summary>Whose faculty approves it, where the file says so.</summary>
    public string? Department { get; init; }

    /// <summary>Titles of the courses it gives, by code, where the file has them.</summary>
    public IReadOnlyDictionary<string, string> CourseTitles { get; init; } = new Dictionary<string, string>();

    public RuleContent? Content { get; set; }

    /// <summary>Why it can't be taken; a sentence.</summary>
    public string? Problem { get; set; }

    /// <summary>Makes the content, or keeps the sentence that says why it can't be made.</summary>
    /// <param name="cells">What each row's cells are read with: the first fault ends the making, and the others are told with it.</param>
    public void Make(Func<RuleContent> content, params IReadOnlyList<Action<TableRow>> cells)
    {
        if (Rows.FirstOrDefault(row => row.Problem is not null) is { } broken)
        {
            Problem = At(broken, broken.Problem!);
            return;
        }

        try
        {
            Content = content();
        }
        catch (FormatException problem)
        {
            Problem = string.Join(' ', Faults(cells).Prepend(problem.Message).Distinct().Take(MostSentences));
        }
    }

    /// <summary>Its content, without what only the file changes: line breaks of a workbook, white space around a text, a department that it does not name.</summary>
    public RuleContent Beside(RuleContent stored) => Content! with
    {
        Title = Kept(Content.Title, stored.Title)!,
        DepartmentCode = Department is null ? stored.DepartmentCode : Kept(Department, stored.DepartmentCode)!,
        PublicNote = Kept(Content.PublicNote, stored.PublicNote),
        PrivateNote = Kept(Content.PrivateNote, stored.PrivateNote),
    };

    private IEnumerable<string> Faults(IReadOnlyList<Action<TableRow>> cells)
    {
        foreach (var row in Rows)
        {
            foreach (var cell in cells)
            {
                var fault = "";
                try
                {
                    cell(row);
                }
                catch (FormatException problem)
                {
                    fault = At(row, problem.Message);
                }

                if (fault.Length > 0)
                    yield return fault;
            }
        }
    }

    private static string? Kept(string? filed, string? stored) => (filed ?? "").ReplaceLineEndings("\n") == (stored ?? "").ReplaceLineEndings("\n").Trim() ? stored : filed;

    /// <summary>Makes something of one row; its sentence then says which row, when there are several.</summary>
    public T Of<T>(TableRow row, Func<TableRow, T> make)
    {
        try
        {
            return make(row);
        }
        catch (FormatException problem)
        {
            throw new FormatException(At(row, problem.Message), problem);
        }
    }

    private string At(TableRow row, string sentence) => Rows.Count > 1 ? $"Line {row.Line}: {sentence}" : sentence;
}
