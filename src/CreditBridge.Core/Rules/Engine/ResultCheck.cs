namespace CreditBridge.Core.Rules;

/// <summary>Whether a credential's result lies within the limits. Of several results on the scale the best counts.</summary>
internal static class ResultCheck
{
    private static readonly string[] PassWords = ["pass", "passed", "p", "s", "cr", "credit", "satisfactory", "complete", "completed", "yes", "true"];

    public static bool Met(ResultCondition condition, PortfolioCredential credential, List<ExplainedCondition>? told) => condition switch
    {
        PercentResult percent => Percent(percent, credential, told),
        PointsResult points => Points(points, credential, told),
        LetterResult letter => Letter(letter, credential, told),
        PassResult => Pass(credential, told),
        LevelResult levels => Level(levels, credential, told),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "This kind of result can't be checked."),
    };

    private static bool Percent(PercentResult condition, PortfolioCredential credential, List<ExplainedCondition>? told)
    {
        var best = (Percent: decimal.MinValue, Result: (Result?)null);
        foreach (var result in credential.Results)
        {
            var percent = result.Scale switch
            {
                _ when Is(result, Result.Percent) => result.Value,
                _ when Is(result, Result.Points) && result.Maximum > 0 => 100 * result.Value / result.Maximum,
                _ => null,
            };
            if (percent > best.Percent)
                best = (percent.Value, result);
        }

        var limits = new Limits(condition.Least, condition.Most, condition.Below);
        if (best.Result is null)
            return Missing(credential, told, "percentage", limits.ToString());
        var met = limits.Hold(best.Percent);
        if (told is not null)
        {
            var seen = Is(best.Result, Result.Percent) ? $"{Wording.Text(best.Percent)} percent" : $"{OutOf(best.Result)}, {Wording.Text(best.Percent)} percent,";
            Tell(credential, told, met, seen.TrimEnd(','), $"Score {seen} {limits.Verdict(best.Percent)}.");
        }

        return met;
    }

    private static bool Points(PointsResult condition, PortfolioCredential credential, List<ExplainedCondition>? told)
    {
        Result? best = null;
        foreach (var result in credential.Results)
        {
            if (result.Value is not null && string.Equals(result.Scale, condition.Scale, StringComparison.OrdinalIgnoreCase) && !(result.Value <= best?.Value))
                best = result;
        }

        var limits = new Limits(condition.Least, condition.Most, condition.Below);
        if (best is null)
            return Missing(credential, told, condition.Scale == Result.Points ? "score" : $"score on the scale '{condition.Scale}'", limits.ToString());
        if (condition.Maximum is { } maximum && best.Maximum is { } other && other != maximum)
        {
            Tell(credential, told, false, OutOf(best), $"Score {OutOf(best)} is on another scale than this rule's, which goes to {Wording.Text(maximum)}.");
            return false;
        }

        var met = limits.Hold(best.Value!.Value);
        if (told is not null)
            Tell(credential, told, met, OutOf(best), $"Score {OutOf(best)} {limits.Verdict(best.Value.Value)}.");
        return met;
    }

    private static bool Letter(LetterResult condition, PortfolioCredential credential, List<ExplainedCondition>? told)
    {
        var (rank, text) = (-1, "");
        foreach (var result in credential.Results)
        {
            if (Is(result, Result.Letter) && LetterGrade.Rank(result.Text) is var other && other > rank)
                (rank, text) = (other, result.Text!.Trim());
        }

        var limits = Between(condition.Least, condition.Most, LetterGrade.Rank);
        if (rank < 0)
            return Missing(credential, told, "letter grade", limits.ToString());
        var met = limits.Hold(rank);
        if (told is not null)
            Tell(credential, told, met, text, $"Grade {text} {limits.Verdict(rank)}.");
        return met;
    }

    private static bool Level(LevelResult condition, PortfolioCredential credential, List<ExplainedCondition>? told)
    {
        var (index, text) = (-1, "");
        foreach (var result in credential.Results)
        {
            if (!string.Equals(result.Scale, condition.Scale, StringComparison.OrdinalIgnoreCase) || result.Text is null)
                continue;
            var other = IndexOf(condition.Levels, result.Text);
            if (other > index || text.Length == 0)
                (index, text) = (other, result.Text.Trim());
        }

        var limits = Between(condition.Least, condition.Most, level => IndexOf(condition.Levels, level));
        if (text.Length == 0)
            return Missing(credential, told, $"level on the scale '{condition.Scale}'", limits.ToString());
        if (index < 0)
        {
            Tell(credential, told, false, text, $"Level {text} is none of this rule's: {Wording.List(condition.Levels, "or")}.");
            return false;
        }

        var met = limits.Hold(index);
        if (told is not null)
            Tell(credential, told, met, text, $"Level {text} {limits.Verdict(index)}.");
        return met;
    }

    private static bool Pass(PortfolioCredential credential, List<ExplainedCondition>? told)
    {
        string? seen = null;
        foreach (var result in credential.Results)
        {
            if (!Is(result, Result.Pass) || result.Text is null)
                continue;
            if (PassWords.Contains(result.Text.Trim(), StringComparer.OrdinalIgnoreCase))
            {
                Tell(credential, told, true, result.Text.Trim(), "It was passed.");
                return true;
            }

            seen = result.Text.Trim();
        }

        Tell(credential, told, false, seen ?? "", seen is null ? "No result says that it was passed." : $"The result '{seen}' is not a pass.");
        return false;
    }

    /// <summary>Limits by place in an order. A limit that has no place there is never met.</summary>
    private static Limits Between(string? least, string? most, Func<string, int> place) => new(
        least is null ? null : place(least) is var low and >= 0 ? low : decimal.MaxValue,
        most is null ? null : place(most) is var high and >= 0 ? high : decimal.MinValue,
        LeastText: least,
        MostText: most);

    private static bool Missing(PortfolioCredential credential, List<ExplainedCondition>? told, string what, string limits)
    {
        if (told is not null)
            Tell(credential, told, false, "", limits.Length == 0 ? $"No {what} is recorded." : $"No {what} is recorded; this rule asks for {limits}.");
        return false;
    }

    private static bool Is(Result result, string scale) => string.Equals(result.Scale, scale, StringComparison.OrdinalIgnoreCase);

    private static string OutOf(Result result) =>
        result.Maximum is { } maximum ? $"{Wording.Text(result.Value!.Value)} of {Wording.Text(maximum)}" : Wording.Text(result.Value!.Value);

    private static int IndexOf(IReadOnlyList<string> levels, string level)
    {
        for (var i = 0; i < levels.Count; i++)
        {
            if (string.Equals(levels[i], level.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private static void Tell(PortfolioCredential credential, List<ExplainedCondition>? told, bool met, string seen, string sentence) =>
        told?.Add(new(ConditionKind.Result, met, seen, sentence, credential.Id, []));
}
