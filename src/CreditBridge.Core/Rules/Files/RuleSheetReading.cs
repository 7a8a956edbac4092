using System.Text.Json;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Tables;

namespace CreditBridge.Core.Rules;

/// <summary>Reads our own rule sheet: the rows of one code are one rule, each an award line.</summary>
internal sealed class RuleSheetReading(Table table, PartnerNames names)
{
    /// <summary>Cells that are wrong by themselves, whatever the others say.</summary>
    private static readonly Action<TableRow>[] Cells =
    [
        row => row.Number("credits"), row => row.Number("factor"), row => row.One<CourseLevel>("level"),
        row => row.Whole("most_age_months"), row => row.One<ExpiryCondition>("expiry"), row => row.One<Assurance>("least_assurance"), row => row.Number("least_hours"),
        row => row.Yes("supervised"), row => row.Yes("identity_checked"), row => row.Day("issued_from"), row => row.Day("issued_to"),
        row => row.One<Basis>("basis"), row => row.Day("valid_from"), row => row.Day("valid_to"), row => row.Day("review_on"), row => row.One<GoverningDate>("governing_date"),
        row => row.Yes("auto_grant"), row => row.Yes("repeatable"), row => row.Day("next_review_on"), row => row.Yes("hidden"),
    ];

    public List<FiledRule> Read()
    {
        table.Demand("title");
        if (!table.Has("definition"))
            table.Demand("title", "partner", "achievement", "award");
        return [.. Groups().Select(RuleOf)];
    }

    private FiledRule RuleOf(List<TableRow> rows)
    {
        var row = rows[0];
        var rule = new FiledRule(rows) { Code = Filled(row, "code"), Seen = Filled(row, "version"), SetName = Filled(row, "rule_set"), Department = Filled(row, "department") };
        rule.Make(() => Content(rule), row["definition"].Length > 0 ? [] : Cells);
        return rule;
    }

    /// <summary>Rows without a code belong together while their title stays the same.</summary>
    private List<List<TableRow>> Groups()
    {
        var (groups, byCode, last) = (new List<List<TableRow>>(), new Dictionary<string, List<TableRow>>(StringComparer.OrdinalIgnoreCase), (List<TableRow>?)null);
        foreach (var row in table.Rows)
        {
            var code = row["code"];
            var group = code.Length > 0
                ? byCode.GetValueOrDefault(code)
                : last is not null && last[0]["code"].Length == 0 && row["title"].Length > 0 && last[0]["title"] == row["title"] ? last : null;
            if (group is null)
            {
                groups.Add(group = []);
                if (code.Length > 0)
                    byCode[code] = group;
            }

            group.Add(row);
            last = group;
        }

        return groups;
    }

    private RuleContent Content(FiledRule rule)
    {
        var row = rule.Rows[0];
        if (rule.Code is { } code && !code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new FormatException($"'{code}' is no code: letters, digits, '-', '_' and '.' make one.");
        if (rule.Code is { } counted && !RuleCodes.IsSound(counted))
            throw new FormatException($"'{counted}' is no code: after 'EQ-' come at least five digits.");
        row.TextOrNull("code", 40);
        foreach (var other in rule.Rows.Skip(1))
        {
            if (RuleSheet.OfRule.FirstOrDefault(column => other[column].Length > 0 && other[column] != row[column]) is { } column)
                throw new FormatException($"'{column}' of line {other.Line} differs from line {row.Line}: it is said once for the whole rule.");
        }

        var definition = row["definition"].Length > 0 ? Whole(rule) : Parts(rule);
        return new RuleContent(
            row.Text("title", 200), row.TextOrNull("department", 40) ?? PublishedAward.DepartmentOf(definition.Awards), definition,
            row.TextOrNull("public_note", 10_000), row.TextOrNull("private_note", 10_000), row.Day("next_review_on"), row.Yes("hidden"));
    }

    private static RuleDefinition Whole(FiledRule rule)
    {
        if (RuleSheet.Parts.FirstOrDefault(column => rule.Rows.Any(row => row[column].Length > 0)) is { } column)
            throw new FormatException($"'definition' holds the whole rule: leave '{column}' empty, or empty 'definition' and fill the columns.");
        try
        {
            return RuleJson.Deserialize(rule.Rows[0]["definition"]);
        }
        catch (JsonException problem)
        {
            throw new FormatException($"'definition' is no rule{JsonSentence.Of(problem)}", problem);
        }
    }

    private RuleDefinition Parts(FiledRule rule)
    {
        var row = rule.Rows[0];
        return new RuleDefinition(
            new Earned(names.Find(row.Text("partner"), row.Text("achievement", 800)), new Conditions
            {
                Result = Result(row),
                MostAgeInMonths = row.Whole("most_age_months"),
                Expiry = row.One<ExpiryCondition>("expiry") ?? default,
                LeastAssurance = row.One<Assurance>("least_assurance"),
                LeastHours = row.Number("least_hours"),
                Supervised = row.Yes("supervised"),
                IdentityChecked = row.Yes("identity_checked"),
                IssuedFrom = row.Day("issued_from"),
                IssuedTo = row.Day("issued_to"),
            }),
            new RuleSheetAwards(rule).Lines(),
            RuleScope.Everyone,
            new RuleBasis(row.One<Basis>("basis") ?? Basis.FacultyReview)
            {
                RecommendationId = row.TextOrNull("recommendation"),
                Source = row.TextOrNull("source", 2_000),
                ValidFrom = row.Day("valid_from"),
                ValidTo = row.Day("valid_to"),
                ReReviewOn = row.Day("review_on"),
            },
            row.One<GoverningDate>("governing_date") ?? GoverningDate.Requested,
            row.Yes("auto_grant"),
            row.Yes("repeatable"));
    }

    private static ResultCondition? Result(TableRow row) => row["result"].ToLowerInvariant() switch
    {
        "" when row["below"].Length > 0 || row["most"].Length > 0 => throw new FormatException("'result' is empty: say which kind the limits are on: percent, points, letter or levels."),
        "" => LeastScore.Parse(row["least"]),
        "percent" => new PercentResult(row.Number("least"), row.Number("most"), row.Number("below")),
        "points" => new PointsResult(row.Number("least"), row.Number("most"), row.Number("below"), row.Number("maximum"), row.TextOrNull("scale") ?? Rules.Result.Points),
        "letter" => new LetterResult(row.TextOrNull("least"), row.TextOrNull("most")),
        "pass" => new PassResult(),
        "levels" => new LevelResult(row.Text("scale"), row.Several("levels"), row.TextOrNull("least"), row.TextOrNull("most")),
        var other => throw new FormatException($"'{other}' in 'result' is none of percent, points, letter, pass, levels."),
    };

    private static string? Filled(TableRow row, string column) => row[column] is { Length: > 0 } text ? text : null;
}
