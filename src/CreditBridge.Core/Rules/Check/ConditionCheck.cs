namespace CreditBridge.Core.Rules;

/// <summary>What is wrong with the conditions of a credential: limits that exclude each other, values that are not on the scale.</summary>
internal sealed class ConditionCheck(Action<string, string, bool> add)
{
    public void Check(string path, Conditions conditions)
    {
        if (conditions.Result is { } result)
            Result($"{path}.result", result);
        if (conditions.LeastHours is <= 0)
            Add($"{path}.leastHours", "Ask for more than 0 hours.");
        if (conditions.MostAgeInMonths is <= 0 or > 1200)
            Add($"{path}.mostAgeInMonths", "The age is from 1 to 1,200 months.");
        if (conditions.IssuedFrom > conditions.IssuedTo)
            Add(path, "It asks that the credential be issued after the day by which it must be issued: nobody can meet this.");
    }

    private void Result(string path, ResultCondition result)
    {
        switch (result)
        {
            case PercentResult percent:
                Range(path, percent.Least, percent.Most, percent.Below, 100);
                break;
            case PointsResult points:
                if (points.Maximum is <= 0)
                    Add(path, "The maximum is more than 0.");
                if (string.IsNullOrWhiteSpace(points.Scale))
                    Add(path, "Name the scale of the points.");
                Range(path, points.Least, points.Most, points.Below, points.Maximum);
                break;
            case LetterResult letter:
                foreach (var grade in new[] { letter.Least, letter.Most }.OfType<string>().Where(grade => LetterGrade.Rank(grade) < 0))
                    Add(path, $"{grade} is no letter from F to A+.");
                if (letter is { Least: { } least, Most: { } most } && LetterGrade.Rank(least) > LetterGrade.Rank(most))
                    Add(path, "The least result is above the most: nobody can meet this.");
                break;
            case LevelResult levels:
                Levels(path, levels);
                break;
        }
    }

    private void Levels(string path, LevelResult result)
    {
        if (string.IsNullOrWhiteSpace(result.Scale) || result.Levels.Count < 2)
            Add(path, "Name the scale, and list its levels, lowest first: at least two.");
        if (result.Levels.Distinct(StringComparer.OrdinalIgnoreCase).Count() < result.Levels.Count)
            Add(path, "A level stands twice in the list.");
        var places = new[] { result.Least, result.Most }.OfType<string>().Select(level => (Level: level, Place: Place(level))).ToList();
        foreach (var (level, _) in places.Where(pair => pair.Place < 0))
            Add(path, $"'{level}' is none of the levels of {result.Scale}.");
        if (places is [{ Place: >= 0 } least, { Place: >= 0 } most] && least.Place > most.Place)
            Add(path, "The least level is above the most: nobody can meet this.");

        int Place(string level) => result.Levels.ToList().FindIndex(other => string.Equals(other, level, StringComparison.OrdinalIgnoreCase));
    }

    private void Range(string path, decimal? least, decimal? most, decimal? below, decimal? top)
    {
        if (least < 0 || most < 0 || below <= 0)
            Add(path, "A result can't be less than 0.");
        if (least > top || most > top)
            Add(path, $"{Wording.Text(Math.Max(least ?? 0, most ?? 0))} is above the top of the scale, {Wording.Text(top!.Value)}.");
        if (least > most || least >= below)
            Add(path, "The least result is above the most: nobody can meet this.");
    }

    private void Add(string path, string sentence) => add(path, sentence, false);
}
