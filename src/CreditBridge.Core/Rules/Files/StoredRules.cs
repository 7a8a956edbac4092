using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>What a file of rules is compared with: the sets and rules that it names, the partners, achievements and courses.</summary>
internal sealed class StoredRules
{
    private readonly Dictionary<string, RuleSet> _sets;
    private readonly Dictionary<(Guid Set, string Key), EquivalencyRule> _byKey;
    private readonly Dictionary<string, EquivalencyRule> _byCode;
    private readonly ILookup<string, EquivalencyRule> _own;

    private StoredRules(List<RuleSet> sets, List<EquivalencyRule> rules, PartnerNames names, Dictionary<string, CourseFacts> courses, Dictionary<AchievementSelector, AchievementFacts> achievements, HashSet<string> departments, Dictionary<string, string> departmentsOfCourses)
    {
        _sets = sets.ToDictionary(set => set.Name, StringComparer.OrdinalIgnoreCase);
        Rules = rules;
        _byKey = rules.Where(rule => rule is { RuleSetId: not null, ImportKey: not null }).ToDictionary(rule => (rule.RuleSetId!.Value, rule.ImportKey!));
        _byCode = rules.ToDictionary(rule => rule.Code, StringComparer.OrdinalIgnoreCase);
        _own = rules.Where(rule => rule.RuleSetId is null).ToLookup(rule => rule.Versions.MaxBy(version => version.Number)!.Title, StringComparer.Ordinal);
        (Names, Courses, Achievements, Departments, DepartmentsOfCourses) = (names, courses, achievements, departments, departmentsOfCourses);
    }

    public IReadOnlyList<EquivalencyRule> Rules { get; }

    public PartnerNames Names { get; }

    public IReadOnlyDictionary<string, CourseFacts> Courses { get; }

    public IReadOnlyDictionary<AchievementSelector, AchievementFacts> Achievements { get; }

    public IReadOnlySet<string> Departments { get; }

    /// <summary>Whose each course of the catalogue is, by the course's code.</summary>
    public IReadOnlyDictionary<string, string> DepartmentsOfCourses { get; }

    public static async Task<StoredRules> ReadAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var partners = await db.Partners.AsNoTracking().ToDictionaryAsync(partner => partner.Id, partner => partner.Code, cancellation);
        var achievements = await db.Achievements.AsNoTracking().ToListAsync(cancellation);
        var courses = await db.Courses.AsNoTracking().ToListAsync(cancellation);
        return new(
            await db.RuleSets.AsNoTracking().ToListAsync(cancellation),
            await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).ToListAsync(cancellation),
            await PartnerNames.ReadAsync(db, cancellation),
            courses.ToDictionary(course => course.Code, PublishedBook.Facts, StringComparer.OrdinalIgnoreCase),
            achievements.ToDictionary(row => new AchievementSelector(partners[row.PartnerId], row.ExternalId), row => PublishedBook.Facts(row, partners[row.PartnerId])),
            [.. await db.Departments.Select(department => department.Code).ToListAsync(cancellation)],
            courses.Where(course => course.DepartmentCode.Length > 0).ToDictionary(course => course.Code, course => course.DepartmentCode, StringComparer.OrdinalIgnoreCase));
    }

    public RuleSet? Set(string? name) => name is null ? null : _sets.GetValueOrDefault(name);

    /// <summary>The rule that a rule of a file speaks of.</summary>
    public EquivalencyRule? Find(FiledRule filed)
    {
        if (filed.Code is { } code)
            return _byCode.GetValueOrDefault(code);
        if (Set(filed.SetName) is { } set)
            return filed.Key is { } key ? _byKey.GetValueOrDefault((set.Id, key)) : null;
        // Without a code only the very same content says that it is the very same rule.
        return filed is { SetName: null, Content: { } content }
            ? _own[content.Title].FirstOrDefault(rule => RuleContent.Of(rule, rule.Versions.MaxBy(version => version.Number)!) is var now && filed.Beside(now).IsSameAs(now))
            : null;
    }
}
