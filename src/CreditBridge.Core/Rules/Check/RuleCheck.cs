namespace CreditBridge.Core.Rules;

/// <summary>Everything that is wrong with a rule, each with its place and a sentence. Pure: what it must know of the catalogue comes in.</summary>
/// <param name="courses">The catalogue's courses that the rule names, by code.</param>
/// <param name="achievements">Those that the rule names.</param>
public sealed class RuleCheck(IReadOnlyDictionary<string, CourseFacts> courses, IReadOnlyCollection<AchievementFacts> achievements)
{
    public const int MostNodes = 500;
    public const int MostDepth = 20;
    public const int MostBlockCourses = 12;
    public const int MostLines = 100;
    public const int MostNote = 20_000;

    private readonly List<RuleProblem> _problems = [];

    public static IReadOnlyList<RuleProblem> Of(RuleContent content, IEnumerable<CourseFacts> courses, IReadOnlyCollection<AchievementFacts> achievements)
    {
        var check = new RuleCheck(courses.ToDictionary(course => course.Code, StringComparer.OrdinalIgnoreCase), achievements);
        check.Content(content);
        return check._problems;
    }

    private void Content(RuleContent content)
    {
        if (string.IsNullOrWhiteSpace(content.Title))
            Add("title", "Give the rule a title.");
        if (content.Title.Any(char.IsControl))
            Add("title", "A title is one line of letters, digits and signs.");
        if (content.DepartmentCode.Length > 40)
            Add("department", "A department's code has at most 40 characters.");
        if (content.PublicNote?.Length > MostNote || content.PrivateNote?.Length > MostNote)
            Add("notes", $"A note has at most {MostNote} characters.");
        if (content.Definition.Awards.Count > MostLines)
        {
            Add("awards", $"A rule has at most {MostLines} award lines: split it into several rules.");
            return;
        }

        if (content.Title.Length > 200)
            Add("title", "A title has at most 200 characters.");
        var rule = content.Definition;
        var nodes = RuleParts.Nodes(rule.Requirement).Take(MostNodes + 1).ToList();
        if (nodes.Count > MostNodes)
        {
            Add("requirement", $"A requirement has at most {MostNodes} parts: split it into several rules.");
            return;
        }

        foreach (var (path, node, depth) in nodes)
        {
            if (depth > MostDepth)
                Add(path, $"Groups stand at most {MostDepth} deep.");
            Node(path, node);
        }

        if (rule.Awards.Count == 0)
            Add("awards", "Say what the rule gives: at least one award line.");
        if (rule.Awards.Count > 1 && rule.Awards.Any(award => award is NoCredit))
            Add("awards", "'No credit' stands alone: a rule that gives none gives nothing else.");
        var ids = RuleParts.Awards(rule).GroupBy(part => part.Award.LineId, StringComparer.Ordinal).Where(group => group.Count() > 1 || group.Key.Length == 0);
        foreach (var line in ids.SelectMany(group => group.Skip(group.Key.Length == 0 ? 0 : 1)))
            Add(line.Path, "Each award line has an id of its own.");
        foreach (var (path, award) in RuleParts.Awards(rule))
            new AwardCheck(courses, Add).Award(path, award);
        Cycle(rule);
        Scope(rule.Scope);
        Basis(rule);
    }

    private void Node(string path, Requirement node)
    {
        var items = RuleParts.Items(node);
        if (node is AllOf or AnyOf or AtLeast && items.Count == 0)
            Add(path, "This group is empty: nobody can meet it.");
        if (node is AtLeast some && items.Count > 0 && (some.Count < 1 || some.Count > items.Count))
            Add(path, $"At least {some.Count} of {items.Count} can't be: take a number from 1 to {items.Count}.");
        if (node is AllOf all)
            Twice(path, all);
        if (node is Earned earned)
        {
            Selector(path, earned.Selector);
            new ConditionCheck(Add).Check($"{path}.conditions", earned.Conditions);
        }

        if (node is Passed passed)
        {
            Course($"{path}.course", passed.Course);
            if (passed.LeastGrade is { } grade && LetterGrade.Rank(grade) < 0)
                Add($"{path}.leastGrade", $"{grade} is no grade: take a letter from F to A+.");
        }
    }

    /// <summary>Each part needs evidence of its own, so the same achievement can't stand for two of them.</summary>
    private void Twice(string path, AllOf all)
    {
        var selectors = all.Items.Select((item, i) => (Selector: (item as Earned)?.Selector as AchievementSelector, i)).Where(pair => pair.Selector is not null);
        foreach (var again in selectors.GroupBy(pair => Learning(pair.Selector!)).SelectMany(group => group.Skip(1)))
            Add($"{path}.items[{again.i}]", "The same achievement is asked for twice, and each part needs a credential of its own: nobody can meet this.");
    }

    private string Learning(AchievementSelector one) => Find(one)?.SameLearning is { } group ? $"learning {group}" : $"{one.Partner}/{one.Achievement}";

    private void Selector(string path, Selector selector)
    {
        switch (selector)
        {
            case AchievementSelector { Partner: "" } or AchievementSelector { Achievement: "" }:
                Add(path, "Choose an achievement.");
                break;
            case AchievementSelector one when Find(one) is null:
                Add(path, $"{one.Achievement} of {one.Partner} is not known: nobody can have earned it yet.", isWarning: true);
                break;
            case PatternSelector pattern when (pattern.Partner ?? pattern.Skill ?? pattern.Tag ?? pattern.NameContains) is null or "":
                Add(path, "A pattern that asks nothing takes nothing: give a partner, a skill, a tag or a part of the name.");
                break;
        }
    }

    private AchievementFacts? Find(AchievementSelector one) => achievements.FirstOrDefault(facts => facts.Partner == one.Partner && facts.ExternalId == one.Achievement);

    private void Course(string path, string course)
    {
        if (course.Length == 0)
            Add(path, "Choose a course.");
        else if (!courses.ContainsKey(course))
            Add(path, $"{course} is not in the catalogue.");
    }

    /// <summary>A rule that asks for a course and gives it goes round in a circle.</summary>
    private void Cycle(RuleDefinition rule)
    {
        var given = RuleParts.Awards(rule).SelectMany(part => RuleParts.CoursesOf(part.Award)).Select(Group).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, node, _) in RuleParts.Nodes(rule.Requirement))
        {
            if (node is Passed passed && given.Contains(Group(passed.Course)))
                Add($"{path}.course", $"The rule gives {passed.Course} and asks that it be passed already: that goes round in a circle.");
        }
    }

    private string Group(string course) => courses.GetValueOrDefault(course)?.Group ?? course;

    private void Scope(RuleScope scope)
    {
        if (scope.CatalogYearFrom > scope.CatalogYearTo)
            Add("scope", "The first catalogue year is after the last: the rule is for nobody.");
        if (scope.ProgramsIn.Count > 0 && scope.ProgramsIn.All(scope.ProgramsOut.Contains))
            Add("scope", "Every programme that is in is also out: the rule is for nobody.");
    }

    private void Basis(RuleDefinition rule)
    {
        var basis = rule.Basis;
        if (basis.ValidFrom > basis.ValidTo)
            Add("basis", "The recommendation ends before it begins: nothing can be earned within it.");
        if (basis.Kind is Rules.Basis.Ace or Rules.Basis.Nccrs && string.IsNullOrWhiteSpace(basis.RecommendationId))
            Add("basis", "Give the number of the recommendation: auditors look it up.", isWarning: true);
        if (basis.Source is { Length: > 0 } source && !(Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            Add("basis", "The source is an address that begins with http:// or https://.");
        foreach (var (path, node, _) in RuleParts.Nodes(rule.Requirement))
        {
            if (node is Earned { Conditions: var conditions } && (conditions.IssuedFrom > basis.ValidTo || conditions.IssuedTo < basis.ValidFrom))
                Add($"{path}.conditions", "It asks for a date of issue that the recommendation does not cover: nobody can meet this.");
        }
    }

    private void Add(string path, string sentence, bool isWarning = false) => _problems.Add(new(path, sentence, isWarning));
}
