using CreditBridge.Core.Catalog;
using CreditBridge.Core.Partners;

namespace CreditBridge.Core.Rules;

/// <summary>The partners, achievements and courses that published rules name and that nobody knows yet.</summary>
internal sealed class RuleAdditions
{
    private readonly StoredRules _stored;
    private readonly Dictionary<string, Course> _courses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _titles = new(StringComparer.OrdinalIgnoreCase);

    public RuleAdditions(StoredRules stored, IReadOnlyCollection<PlannedRule> accepted)
    {
        _stored = stored;
        var selectors = accepted.SelectMany(rule => RuleParts.Achievements(rule.Filed.Content!.Definition)).Distinct().Where(one => !stored.Names.Knows(one)).ToList();
        Partners = [.. selectors.Select(one => one.Partner).Distinct().Where(code => !stored.Names.Knows(code)).Select(PartnerOf)];
        Achievements = selectors;
        foreach (var rule in accepted)
        {
            foreach (var (code, title) in rule.Filed.CourseTitles)
                _titles.TryAdd(code, title);
        }

        // A course that a line gives credits for tells more than one that only stands in a block.
        var awards = accepted.SelectMany(rule => RuleParts.Awards(rule.Filed.Content!.Definition).Select(part => (part.Award, Source: rule.Filed.Content!.Definition.Basis.Source))).ToList();
        foreach (var (award, source) in awards.Where(line => line.Award is CourseCredit).Concat(awards.Where(line => line.Award is not CourseCredit)))
        {
            foreach (var code in RuleParts.CoursesOf(award).Where(code => !stored.Courses.ContainsKey(code)))
                Add(code, award, source);
        }
    }

    public IReadOnlyList<Partner> Partners { get; }

    public IReadOnlyList<AchievementSelector> Achievements { get; }

    public IReadOnlyCollection<Course> Courses => _courses.Values;

    /// <param name="partners">Ids of all partners, by code.</param>
    public IEnumerable<Achievement> AchievementRows(IReadOnlyDictionary<string, Guid> partners) =>
        Achievements.Select(one => new Achievement { PartnerId = partners[one.Partner], ExternalId = one.Achievement, Name = one.Achievement[..Math.Min(one.Achievement.Length, 400)] });

    /// <summary>Paused: nothing can be pulled until somebody says from where. Without a quality review it never leads to automatic grants.</summary>
    private Partner PartnerOf(string code) => new() { Code = code, Name = _stored.Names.NameOf(code), Connector = "Folder", IsPaused = true };

    private void Add(string code, CreditAward award, string? source)
    {
        // What a block gives in all is the most that one of its courses carries; the least nobody says.
        var (least, most) = award switch
        {
            CourseCredit { Credits: { } credits } course => (Converted(credits, course.Conversion), Converted(credits, course.Conversion)),
            BlockCredit block => (0m, Converted(block.TotalCredits, block.Conversion)),
            ElectiveCredit elective => (0m, Converted(elective.Credits, elective.Conversion)),
            _ => (0m, 0m),
        };
        if (_courses.TryGetValue(code, out var known))
        {
            if (award is CourseCredit)
                (known.Credits, known.MostCredits) = (Math.Min(known.Credits, least), Math.Max(known.MostCredits ?? known.Credits, most) is var top && top > Math.Min(known.Credits, least) ? top : null);
            return;
        }

        var space = code.LastIndexOf(' ');
        var (subject, number) = space > 0 ? (code[..space], code[(space + 1)..]) : (code, "");
        _courses[code] = new Course
        {
            Subject = subject,
            Number = number,
            Code = code,
            Title = _titles.GetValueOrDefault(code, code),
            Credits = least,
            MostCredits = most > least ? most : null,
            Level = PublishedAward.LevelOf(number),
            DepartmentCode = subject,
            Group = code,
            IsPlaceholder = award is ElectiveCredit || PublishedAward.IsPlaceholder(code),
            SourceUrl = source is { Length: <= 400 } ? source : null,
        };
    }

    private static decimal Converted(decimal credits, CreditConversion? conversion) => Math.Round(credits * (conversion?.Factor ?? 1), 3, MidpointRounding.AwayFromZero);
}
