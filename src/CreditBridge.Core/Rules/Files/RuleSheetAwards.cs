using System.Globalization;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Tables;

namespace CreditBridge.Core.Rules;

/// <summary>The award lines of a rule in our own sheet: one a row; rows with the same 'choice' are its options.</summary>
internal sealed class RuleSheetAwards(FiledRule rule)
{
    public IReadOnlyList<CreditAward> Lines()
    {
        var lines = new List<CreditAward>();
        var options = new Dictionary<string, List<CreditAward>>(StringComparer.Ordinal);
        foreach (var row in rule.Rows)
        {
            var line = rule.Of(row, LineOf);
            if (row["choice"] is not { Length: > 0 } choice)
            {
                lines.Add(line);
            }
            else if (options.TryGetValue(choice, out var others))
            {
                others.Add(line);
            }
            else
            {
                options[choice] = [line];
                lines.Add(new ChoiceOf(choice, options[choice]));
            }
        }

        return lines;
    }

    private CreditAward LineOf(TableRow row)
    {
        var id = row.TextOrNull("line", 100) ?? string.Create(CultureInfo.InvariantCulture, $"line-{rule.Rows.ToList().IndexOf(row) + 1}");
        CreditAward line = row["award"].ToLowerInvariant() switch
        {
            "course" => new CourseCredit(id, row.Text("course", 40), row.Number("credits"), Conversion(row)),
            "elective" => new ElectiveCredit(id, row.TextOrNull("subject", 40), row.One<CourseLevel>("level") ?? CourseLevel.Lower, Credits(row), row.TextOrNull("course", 40), Conversion(row)),
            "block" => new BlockCredit(id, row.Several("course"), Credits(row), Conversion(row)),
            "exemption" => new Exemption(id, row.Text("course", 40)),
            "no credit" or "nocredit" => new NoCredit(id, row.Text("reason")),
            "" => throw new FormatException("'award' is empty: it is course, elective, block, exemption or no credit."),
            var other => throw new FormatException($"'{other}' in 'award' is none of course, elective, block, exemption, no credit."),
        };
        return line with { GradeCode = row.TextOrNull("grade", 10) };
    }

    private static decimal Credits(TableRow row) => row.Number("credits") ?? throw new FormatException("'credits' is empty: only a course can take them from the catalogue.");

    private static CreditConversion? Conversion(TableRow row) => (row.TextOrNull("conversion", 100), row.Number("factor")) switch
    {
        (null, null) => null,
        ({ } name, { } factor) => new CreditConversion(name, factor),
        _ => throw new FormatException("A conversion has a name and a factor: fill 'conversion' and 'factor', or neither."),
    };
}
