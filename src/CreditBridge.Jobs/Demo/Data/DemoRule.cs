using CreditBridge.Core.Rules;

namespace CreditBridge.Jobs.Demo.Data;

/// <summary>A rule of rules.json.</summary>
/// <param name="Institution">The real institution that published this decision, at the address of the rule's basis; empty: the invented university's own.</param>
internal sealed record DemoRule(string Code, string Title, string PublicNote, string PrivateNote, RuleDefinition Definition, string? Institution = null)
{
    /// <summary>The subject of the first course or elective it gives; 'GNST' when it gives neither.</summary>
    public string Subject => Definition.Awards[0] switch
    {
        CourseCredit line => line.Course[..line.Course.IndexOf(' ', StringComparison.Ordinal)],
        Exemption line => line.Course[..line.Course.IndexOf(' ', StringComparison.Ordinal)],
        ElectiveCredit { Subject: { } subject } => subject,
        BlockCredit line => line.Courses[0][..line.Courses[0].IndexOf(' ', StringComparison.Ordinal)],
        ChoiceOf { Lines: [CourseCredit first, ..] } => first.Course[..first.Course.IndexOf(' ', StringComparison.Ordinal)],
        _ => "GNST",
    };

    /// <summary>Every achievement that a requirement names.</summary>
    public static IEnumerable<AchievementSelector> Named(Requirement requirement) => requirement switch
    {
        Earned { Selector: AchievementSelector selector } => [selector],
        AllOf all => all.Items.SelectMany(Named),
        AnyOf any => any.Items.SelectMany(Named),
        AtLeast some => some.Items.SelectMany(Named),
        _ => [],
    };
}
