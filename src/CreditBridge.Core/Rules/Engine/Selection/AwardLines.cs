using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Rules;

/// <summary>
/// Turns the award lines of one rule into lines for one learner: credits converted, and each line open, for a person, blocked or taken. A line of one course is
/// taken when another gives the course; a choice offers what is left of it; a block stays whole and goes to a person, until all its courses are gone. A course that
/// two lines of a rule name is given by the first.
/// </summary>
/// <param name="giverOf">The rule that gives a course group already, other than this one; null for none.</param>
/// <param name="told">Whether anybody reads the sentences.</param>
internal sealed class AwardLines(CompiledRule rule, PortfolioView view, Func<int, string?> giverOf, bool told)
{
    private readonly List<int> _groups = [];

    /// <summary>The course groups that the lines take.</summary>
    public List<int> Groups => _groups;

    public static bool IsGiven(AwardState state) => state is AwardState.Open or AwardState.NeedsPerson;

    public AwardLine[] Build()
    {
        var lines = new AwardLine[rule.Lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = Build(rule.Lines[i]);
            if (!IsGiven(lines[i].State))
                continue;
            foreach (var course in lines[i].Takes)
                _groups.Add(course.Group);
        }

        return lines;
    }

    private AwardLine Build(CompiledLine line) => line.Award switch
    {
        CourseCredit course => Course(course, line.Courses[0]),
        ElectiveCredit elective => Elective(elective, line.Courses),
        BlockCredit block => Block(block, line.Courses),
        Exemption exemption => Exempt(exemption, line.Courses[0]),
        ChoiceOf choice => Choice(choice, line.Options),
        NoCredit none => new AwardLine(none, 0, AwardState.Blocked, told ? $"No credit: {none.Reason}" : ""),
        _ => throw new ArgumentOutOfRangeException(nameof(line), line.Award, "This kind of award can't be given."),
    };

    private AwardLine Course(CourseCredit award, CourseEntry course)
    {
        var (state, why) = Standing(course);
        var credits = award.Credits ?? course.Facts?.LeastCredits;
        var sentence = why ?? (told ? $"{course.Code}: {Amount(credits ?? 0, award.Conversion)}{(award.Credits is null ? ", as the catalogue says" : "")}." : "");
        if (award.Credits is null && IsGiven(state) && course.Facts is { } facts && (facts.LeastCredits is null or 0 || facts.LeastCredits != facts.MostCredits))
        {
            var open = !told ? "" : facts.LeastCredits is { } least && facts.MostCredits is > 0 and var most
                ? $"{course.Code} carries {Wording.Text(least)} to {Wording.Text(most)} credits: a person sets how many."
                : facts.MostCredits is 0 ? $"The catalogue gives {course.Code} no credits: a person sets them."
                : $"The catalogue does not say how many credits {course.Code} carries: a person sets them.";
            (state, sentence) = (AwardState.NeedsPerson, why is null ? open : $"{why} {open}");
        }

        return new AwardLine(award, Convert(credits ?? 0, award.Conversion), state, sentence)
        {
            Courses = course.Codes,
            Takes = course.Takes,
            Level = course.Facts?.Level,
        };
    }

    private AwardLine Elective(ElectiveCredit award, CourseEntry[] placeholder)
    {
        var (state, why) = placeholder.Length == 0 ? (AwardState.Open, null) : Catalogued(placeholder[0]);
        return new AwardLine(award, Convert(award.Credits, award.Conversion), state, why ?? (told ? Sentence(award) : "")) { Level = award.Level };
    }

    private static string Sentence(ElectiveCredit award)
    {
        var what = award.Subject is null ? "Elective credit" : $"Elective credit in {award.Subject}";
        var level = award.Level switch
        {
            CourseLevel.Lower => "lower level",
            CourseLevel.Upper => "upper level",
            _ => "graduate level",
        };
        return $"{what}, {level}: {Amount(award.Credits, award.Conversion)}.";
    }

    /// <summary>The total is for all the courses: when one of them can't be given, only a person can say what is left.</summary>
    private AwardLine Block(BlockCredit award, CourseEntry[] courses)
    {
        var (open, worst, why) = (new List<CourseEntry>(), AwardState.Open, (string?)null);
        foreach (var course in courses)
        {
            var (state, sentence) = Standing(course);
            if (IsGiven(state) && !open.Exists(other => other.Group == course.Group && !other.IsPlaceholder))
                open.Add(course);
            if (state > worst)
                worst = state;
            why ??= sentence;
        }

        if (open.Count > 0 && worst > AwardState.NeedsPerson)
            (worst, why) = (AwardState.NeedsPerson, told ? $"{why} The credits of the block are not allotted to its courses: a person decides." : "");
        return new AwardLine(award, Convert(award.TotalCredits, award.Conversion), worst,
            why ?? (told ? $"{Wording.List(award.Courses, "and")}: {Amount(award.TotalCredits, award.Conversion)} in total." : ""))
        {
            // Those that are left to give; when none is, what the rule names.
            Courses = open.Count == 0 || open.Count == courses.Length ? award.Courses : [.. open.Select(course => course.Code)],
            Takes = [.. open.SelectMany(course => course.Takes)],
        };
    }

    private AwardLine Exempt(Exemption award, CourseEntry course)
    {
        var (state, why) = Standing(course);
        return new AwardLine(award, 0, state, why ?? (told ? $"{course.Code} need not be taken." : ""))
        {
            Courses = course.Codes,
            Takes = course.Takes,
            Level = course.Facts?.Level,
        };
    }

    private AwardLine Choice(ChoiceOf award, CompiledLine[] choices)
    {
        var options = Array.ConvertAll(choices, Build);
        var open = Array.FindAll(options, option => IsGiven(option.State));
        if (open.Length == 0)
        {
            var taken = Array.Exists(options, option => option.State == AwardState.Taken);
            var reason = told ? string.Join(' ', options.Select(option => option.Sentence)) : "";
            return new AwardLine(award, 0, taken ? AwardState.Taken : AwardState.Blocked, reason) { Options = options };
        }

        return new AwardLine(award, open.Min(option => option.Credits), AwardState.NeedsPerson,
            told ? $"One to choose: {string.Join(" Or ", open.Select(option => option.Sentence))}" : "")
        {
            Takes = [.. open.SelectMany(option => option.Takes).DistinctBy(course => course.Group)],
            Options = options,
        };
    }

    /// <summary>What the transcript, other rules and the catalogue say of the course, with the reason when it is not simply open.</summary>
    private (AwardState State, string? Why) Standing(CourseEntry course)
    {
        if (course.IsPlaceholder)
            return Catalogued(course);
        var taken = view.Transcript.Find(course.Group);
        var action = taken is null ? CapAction.Warn : view.InForce[taken.State];
        if (action == CapAction.Block)
            return (AwardState.Blocked, !told ? "" : TranscriptView.Counts(taken!.State) ? $"{Name(taken)} is {PassedCheck.Name(taken.State)} already." : OnTranscript(taken));
        if (giverOf(course.Group) is { } giver)
            return (AwardState.Taken, told ? $"{course.Code} is given by {giver} already." : "");
        if (_groups.Contains(course.Group))
            return (AwardState.Taken, told ? $"{course.Code} is given by another line of this rule already." : "");
        return action == CapAction.Review ? (AwardState.NeedsPerson, told ? OnTranscript(taken!) : "") : Catalogued(course);

        string OnTranscript(TranscriptCourse other) => $"{Name(other)} is on your transcript as {PassedCheck.Name(other.State)}.";

        string Name(TranscriptCourse other) =>
            string.Equals(other.Course, course.Code, StringComparison.OrdinalIgnoreCase) ? course.Code : $"{other.Course}, the same as {course.Code},";
    }

    private (AwardState State, string? Why) Catalogued(CourseEntry course)
    {
        if (course.Facts is null)
            return (AwardState.NeedsPerson, told ? $"{course.Code} is not in the catalogue." : "");
        return course.IsEffectiveOn(view.AsOf) ? (AwardState.Open, null) : (AwardState.NeedsPerson, told ? $"{course.Code} is not in the catalogue on {Wording.Text(view.AsOf)}." : "");
    }

    private static decimal Convert(decimal credits, CreditConversion? conversion) =>
        Math.Round(credits * (conversion?.Factor ?? 1), 3, MidpointRounding.AwayFromZero);

    private static string Amount(decimal credits, CreditConversion? conversion)
    {
        var text = Wording.Credits(Convert(credits, conversion));
        return conversion is null ? text : $"{text} ({Wording.Text(credits)} × {conversion.Factor.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture)}, {conversion.Name})";
    }
}
