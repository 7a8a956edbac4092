using System.Globalization;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>A draft as the editor shows it: the form as it was typed, the rule that was read from it, what is wrong with it, and what was looked for.</summary>
internal sealed class EditorView(EquivalencyRule rule, RuleVersion version)
{
    private Dictionary<string, Requirement>? _nodes;

    public EquivalencyRule Rule => rule;

    public RuleVersion Version => version;

    /// <summary>The concurrency token that the next save sends.</summary>
    public int Seen { get; set; } = version.Version;

    public FormPart Form { get; set; } = new();

    /// <summary>What could be read of the form.</summary>
    public RuleContent Content { get; set; } = RuleContent.Of(rule, version);

    /// <summary>What could not: nothing is saved until it can.</summary>
    public IReadOnlyList<RuleProblem> Unreadable { get; set; } = [];

    /// <summary>What must be mended before the rule can be submitted.</summary>
    public IReadOnlyList<RuleProblem> Problems { get; set; } = [];

    public RuleWords Words { get; set; } = new(one => one.Achievement);

    public IReadOnlyList<Department> Departments { get; set; } = [];

    public RuleSaving.Conflict? Conflict { get; set; }

    /// <summary>Theirs beside mine: what differs.</summary>
    public IReadOnlyList<RuleComparison.Row> Differences { get; set; } = [];

    public DateTime? SavedAt { get; set; }

    /// <summary>What was just done, for who does not see it.</summary>
    public string Note { get; set; } = "";

    /// <summary>Why the draft could not be submitted, or a part not moved.</summary>
    public string? Refused { get; set; }

    /// <summary>Id of the element that the keyboard goes on from.</summary>
    public string Focus { get; set; } = "";

    /// <summary>Section that stays open, as it is being worked on.</summary>
    public string Section { get; set; } = "";

    public string FindPath { get; set; } = "";

    public IReadOnlyList<AchievementSearch.Found> Achievements { get; set; } = [];

    public IReadOnlyList<Course> Courses { get; set; } = [];

    public IReadOnlyList<Learner> Learners { get; set; } = [];

    public IReadOnlyList<RuleTrial>? Trials { get; set; }

    public bool HasTrySearch { get; set; }

    public static string Id(string path) => TagBuilder.CreateSanitizedId(path, "_");

    /// <summary>The sentences at exactly this place.</summary>
    public IEnumerable<RuleProblem> At(string path) => Unreadable.Concat(Problems).Where(problem => problem.Path == path);

    /// <summary>Those at this place and within it: what a closed part says.</summary>
    public IEnumerable<RuleProblem> Within(string path) =>
        Unreadable.Concat(Problems).Where(problem => problem.Path == path || problem.Path.StartsWith(path + ".", StringComparison.Ordinal) || problem.Path.StartsWith(path + "[", StringComparison.Ordinal));

    /// <summary>Id to link a problem to: its field, or the closed part that its field is folded into.</summary>
    public string Link(RuleProblem problem)
    {
        for (var path = problem.Path; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (FormPlace.Of(Form, path) is { Part.IsOpen: false } closed && !FormMoves.IsGroup(closed.Part))
                return Id(path);
        }

        return Id(problem.Path == "requirement.items" ? "requirement" : problem.Path);
    }

    public Requirement? Node(string path)
    {
        _nodes ??= RuleParts.Nodes(Content.Definition.Requirement).ToDictionary(part => part.Path, part => part.Node);
        return _nodes.GetValueOrDefault(path);
    }

    public CreditAward? Award(string path) => RuleParts.Awards(Content.Definition).FirstOrDefault(part => part.Path == path).Award;

    /// <summary>The search that Enter in a picker's field means: its words are typed, and were not looked for yet.</summary>
    public EditAct? PendingSearch()
    {
        var path = RuleParts.Nodes(Content.Definition.Requirement).Select(part => part.Path).Concat(RuleParts.Awards(Content.Definition).Select(part => part.Path))
            .FirstOrDefault(path => FormPlace.Of(Form, path) is { Part: var part } && (part["find"] + part.Part("selector")["find"]).Trim().Length > 0);
        return path is not null ? new("find", path, []) : Form.Part("try")["find"].Trim().Length > 0 ? new("try", "find", []) : null;
    }

    /// <summary>'2.1' for <c>requirement.items[1].items[0]</c>; empty for the root.</summary>
    public static string Number(string path) =>
        string.Join('.', path.Split('[').Skip(1).Select(step => int.Parse(step.AsSpan(0, step.IndexOf(']', StringComparison.Ordinal)), CultureInfo.InvariantCulture) + 1));

    /// <summary>'part 2, CompTIA A+ (CompTIA)', as buttons name it.</summary>
    public string Name(string path) => Node(path) switch
    {
        not null and not (Earned or Passed) when path == "requirement" => "the whole requirement",
        Earned { Selector: AchievementSelector { Achievement: "" } } => $"part {Number(path)}, no achievement yet",
        Earned earned => $"part {Number(path)}, {Words.Of(earned.Selector)}",
        Passed { Course: "" } => $"part {Number(path)}, no course yet",
        { } node => $"part {Number(path)}, {Words.Of(node)}",
        null => Award(path) is { } award ? $"line {Number(path)}, {AwardName(award)}" : $"part {Number(path)}",
    };

    public IEnumerable<PartRow> Lines => Form.List("awards").Select((line, i) => new PartRow(this, line, $"awards[{i}]", Form.List("awards"), i));

    /// <summary>A closed part as one sentence.</summary>
    public string Sentence(Requirement node) => node switch
    {
        Earned { Selector: AchievementSelector { Achievement: "" } } earned => string.Join(", ", ["No achievement chosen yet", .. RuleWords.Of(earned.Conditions)]),
        Passed { Course: "" } => "No course chosen yet",
        _ => Words.Of(node),
    };

    /// <summary>A section in one line.</summary>
    public string Summary(RuleSection section)
    {
        var fields = Words.Fields(Content).Where(field => field.Section == section).ToList();
        var leaves = RuleParts.Nodes(Content.Definition.Requirement).Count(part => part.Node is Earned or Passed);
        return section switch
        {
            RuleSection.Requirement when leaves == 0 => "Nothing is asked for yet.",
            RuleSection.Requirement when leaves == 1 => Sentence(RuleParts.Nodes(Content.Definition.Requirement).First(part => part.Node is Earned or Passed).Node),
            RuleSection.Requirement => $"{Words.Of(Content.Definition.Requirement)}: {leaves} conditions",
            RuleSection.Awards when fields.Count == 0 => "Nothing is given yet.",
            RuleSection.Awards => string.Join("; ", fields.Select(field => field.Value)),
            RuleSection.Basis => string.Join(", ", fields.Select((field, i) => i == 0 ? field.Value : $"{field.Label.ToLowerInvariant()} {field.Value}")),
            _ => string.Join(" · ", fields.Select(field => $"{field.Label}: {field.Value}")),
        };
    }

    private static string AwardName(CreditAward award) => award switch
    {
        CourseCredit { Course.Length: > 0 } course => course.Course,
        Exemption { Course.Length: > 0 } exemption => exemption.Course,
        ElectiveCredit => "elective credit",
        BlockCredit => "block",
        ChoiceOf => "choice",
        NoCredit => "no credit",
        _ => "no course yet",
    };
}
