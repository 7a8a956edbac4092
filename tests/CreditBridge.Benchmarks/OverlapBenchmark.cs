using System.Diagnostics;
using System.Globalization;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;

namespace CreditBridge.Benchmarks;

/// <summary>
/// The recommended set where everything overlaps: 40 credentials and 60 satisfied rules, in shapes that are hard for a search. The goal is 50 ms for each; a case whose
/// search was stopped is counted, because its decisions go to a person.
/// </summary>
internal static class OverlapBenchmark
{
    private const int Cases = 20, Credentials = 40, Rules = 60, Goal = 50;

    private static readonly Shape[] Shapes =
    [
        new("one credential each, one of 20 courses", random => (One(random, 1), [Course(random, 20)])),
        new("two credentials each, a course of its own", random => (One(random, 2), [Elective(3)])),
        new("two credentials each, 1 to 6 credits", random => (One(random, 2), [Elective(random.Next(1, 7))])),
        new("two credentials each, one of 20 courses", random => (One(random, 2), [Course(random, 20)])),
        new("any 2 of 5 credentials, 1 to 6 credits", random => (Stack(random, 2, 5), [Elective(random.Next(1, 7))])),
        new("any 3 of 8 credentials, one of 30 courses", random => (Stack(random, 3, 8), [Course(random, 30)])),
        new("two credentials each, two of 30 courses", random => (One(random, 2), [Course(random, 30), Course(random, 30)])),
        new("two each, 1 to 6 credits, a cap of 30", random => (One(random, 2), [Elective(random.Next(1, 7))]), Cap: 30),
        new("a mixture", random => (random.Next(3) switch { 0 => One(random, 1), 1 => One(random, 2), _ => Stack(random, 2, 4) }, random.Next(2) == 0 ? [Course(random, 30)] : [Elective(random.Next(1, 5)), Course(random, 30)])),
    ];

    public static void Run()
    {
        Console.WriteLine();
        Console.WriteLine($"{Rules} satisfied rules and {Credentials} credentials that overlap, {Cases} cases a shape; the goal is {Goal} ms");
        Console.WriteLine($"{"",-48}{"median ms",12}{"worst ms",12}{"worst/goal",12}{"stopped",10}");
        foreach (var shape in Shapes)
        {
            var (times, stopped) = (new List<double>(), 0);
            for (var seed = -1; seed < Cases; seed++)
            {
                var (book, portfolio, policy) = Case(shape, new Random(seed));
                RuleEngine.Evaluate(book, portfolio with { Credentials = [] }, policy, new DateOnly(2026, 11, 24));
                var watch = Stopwatch.StartNew();
                var evaluation = RuleEngine.Evaluate(book, portfolio, policy, new DateOnly(2026, 11, 24));
                if (seed < 0)
                    continue;
                times.Add(watch.Elapsed.TotalMilliseconds);
                if (evaluation.Satisfied != Rules)
                    throw new InvalidOperationException($"{evaluation.Satisfied} rules are satisfied in a case of '{shape.Name}'.");
                stopped += evaluation.Decisions.Any(decision => decision.Reasons.Any(reason => reason.StartsWith("There are too many ways", StringComparison.Ordinal))) ? 1 : 0;
            }

            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape.Name,-48}{times[Cases / 2],12:N2}{times[^1],12:N2}{times[^1] / Goal,12:N2}{stopped,10}"));
        }
    }

    private static (RuleBook, Portfolio, CreditPolicy) Case(Shape shape, Random random)
    {
        var rules = Enumerable.Range(0, Rules).Select(number =>
        {
            var (requirement, awards) = shape.Make(random);
            var definition = new RuleDefinition(requirement, [.. awards.Select((award, i) => award with { LineId = $"L{i}" })], RuleScope.Everyone, new RuleBasis(Basis.Exam), AutoGrant: true);
            return new PublishedRule($"EQ-{number:00000}", Guid.CreateVersion7(), 1, $"Rule {number}", null, null, definition);
        }).ToList();
        var courses = Enumerable.Range(0, 30).Select(number => new CourseFacts($"X {number}", 3, 3, CourseLevel.Lower)).ToList();
        var credentials = Enumerable.Range(0, Credentials)
            .Select(number => new PortfolioCredential(new Guid(number, 0, 0, new byte[8]), "ap", $"a{number}", $"ap/{number}", new DateOnly(2026, 5, 1))).ToList();
        var policy = new CreditPolicy(new HashSet<string> { "ap" }, Assurance.PartnerAsserted, TimeZoneInfo.Utc)
        {
            Layers = shape.Cap is { } cap
                ? [new PolicyLayer { Scope = PolicyScope.Institution, Content = new PolicyContent { Caps = [new CreditCap(CapAction.Block, cap)] } }] : [],
        };
        return (RuleBook.Compile(rules, [], new CatalogFacts(courses)), new Portfolio(new LearnerFacts(LearnerStanding.Enrolled), credentials, [], []), policy);
    }

    private static AllOf One(Random random, int count) => new(Earned(random, count));

    private static AtLeast Stack(Random random, int count, int of) => new(count, Earned(random, of));

    private static Requirement[] Earned(Random random, int count)
    {
        var numbers = Enumerable.Range(0, Credentials).ToArray();
        random.Shuffle(numbers);
        return [.. numbers.Take(count).Select(number => new Earned(new AchievementSelector("ap", $"a{number}")))];
    }

    private static CourseCredit Course(Random random, int of) => new("", $"X {random.Next(of)}");

    private static ElectiveCredit Elective(int credits) => new("", null, CourseLevel.Lower, credits);

    private sealed record Shape(string Name, Func<Random, (Requirement, CreditAward[])> Make, decimal? Cap = null);
}
