using System.Text.Json;
using CreditBridge.Core.Rules;

namespace CreditBridge.Jobs.Demo.Data;

/// <summary>The data files that ship with the program (README.md beside them says where their facts are from).</summary>
internal static class DemoFacts
{
    private static readonly Lazy<DemoCampus> CampusFile = new(() => Read<DemoCampus>("institution.json"));
    private static readonly Lazy<IReadOnlyList<DemoCourse>> CoursesFile = new(() => Read<List<DemoCourse>>("courses.json"));
    private static readonly Lazy<IReadOnlyList<DemoPartner>> PartnersFile = new(() => Read<List<DemoPartner>>("partners.json"));
    private static readonly Lazy<IReadOnlyList<DemoRule>> RulesFile = new(() => Read<List<DemoRule>>("rules.json"));

    private static readonly Lazy<IReadOnlyList<DemoAchievement>> AchievementsFile = new(() =>
        [.. Read<List<DemoAchievement>>("achievements.json"), .. Read<List<DemoAchievement>>("achievements.cc-by-sa.json")]);

    public static DemoCampus Campus => CampusFile.Value;

    public static IReadOnlyList<DemoCourse> Courses => CoursesFile.Value;

    public static IReadOnlyList<DemoPartner> Partners => PartnersFile.Value;

    public static IReadOnlyList<DemoAchievement> Achievements => AchievementsFile.Value;

    public static IReadOnlyList<DemoRule> Rules => RulesFile.Value;

    private static T Read<T>(string name)
    {
        using var file = typeof(DemoFacts).Assembly.GetManifestResourceStream($"Demo/{name}")
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        return JsonSerializer.Deserialize<T>(file, RuleJson.Options) ?? throw new JsonException($"{name} is empty.");
    }
}
