namespace CreditBridge.Core.Rules;

/// <summary>What is wrong with award lines: credits, courses, conversions, choices.</summary>
internal sealed class AwardCheck(IReadOnlyDictionary<string, CourseFacts> courses, Action<string, string, bool> add)
{
    /// <summary>More than a degree: a slip of the finger.</summary>
    private const decimal MostCredits = 240;

    public void Award(string path, CreditAward award)
    {
        foreach (var course in RuleParts.CoursesOf(award))
            Course(path, course);
        switch (award)
        {
            case CourseCredit course:
                CourseCredits(path, course);
                break;
            case ElectiveCredit elective:
                Credits(path, elective.Credits, elective.Conversion);
                break;
            case BlockCredit block:
                Credits(path, block.TotalCredits, block.Conversion);
                if (block.Courses.Count is < 2 or > RuleCheck.MostBlockCourses)
                    Add(path, $"A block has from 2 to {RuleCheck.MostBlockCourses} courses.");
                if (block.Courses.Distinct(StringComparer.OrdinalIgnoreCase).Count() < block.Courses.Count)
                    Add(path, "A course stands twice in this block.");
                break;
            case ChoiceOf choice:
                if (choice.Lines.Count < 2)
                    Add(path, "A choice offers at least two lines.");
                if (choice.Lines.Any(line => line is ChoiceOf or NoCredit or Exemption))
                    Add(path, "A choice offers courses, elective credit or blocks.");
                break;
            case NoCredit none when string.IsNullOrWhiteSpace(none.Reason):
                Add(path, "Say why there is no credit: the learner reads it.");
                break;
        }
    }

    private void CourseCredits(string path, CourseCredit award)
    {
        var facts = courses.GetValueOrDefault(award.Course);
        if (award.Credits is { } credits)
        {
            Credits(path, credits, award.Conversion);
            if (credits <= MostCredits && award.Conversion is null or { Factor: <= 10 } && facts is { IsPlaceholder: false, MostCredits: { } most } && Converted(credits, award.Conversion) > most)
                Add(path, $"{award.Course} carries at most {Wording.Credits(most)}; this line gives {Wording.Text(Converted(credits, award.Conversion))}.");
        }
        else if (facts is { LeastCredits: null })
        {
            Add(path, $"The catalogue does not say how many credits {award.Course} carries: give them here.");
        }
    }

    private void Credits(string path, decimal credits, CreditConversion? conversion)
    {
        if (credits <= 0)
            Add(path, "Give more than 0 credits.");
        if (credits > MostCredits)
            Add(path, $"{Wording.Text(credits)} credits are more than a degree has.");
        if (decimal.Round(credits, 3) != credits)
            Add(path, "Credits have at most three decimal places.");
        if (conversion is { Factor: <= 0 or > 10 })
            Add(path, "The conversion factor lies above 0 and is at most 10.");
        if (conversion is { Name: "" })
            Add(path, "Name the conversion: the learner reads it ('quarter to semester').");
    }

    private void Course(string path, string course)
    {
        if (string.IsNullOrWhiteSpace(course))
            Add(path, "Choose a course.");
        else if (!courses.ContainsKey(course))
            Add(path, $"{course} is not in the catalogue.");
    }

    private static decimal Converted(decimal credits, CreditConversion? conversion) => Math.Round(credits * (conversion?.Factor ?? 1), 3, MidpointRounding.AwayFromZero);

    private void Add(string path, string sentence) => add(path, sentence, false);
}
