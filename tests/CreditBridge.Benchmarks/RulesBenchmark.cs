using System.Collections.Frozen;
using System.Diagnostics;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Demo;

namespace CreditBridge.Benchmarks;

/// <summary>
/// 10,000 rules, learners with 10 credentials each: finding the rules that a credential may meet, and the whole decision with its explanation. The limit is one probe
/// of a frozen dictionary with the same keys for each credential.
/// </summary>
internal static class RulesBenchmark
{
    private const int Rounds = 5, Learners = 20_000, CredentialsEach = 10;

    public static async Task RunAsync()
    {
        PublishedBook? published = null;
        await using (var site = await BenchmarkSite.CreateAsync(new DemoSize(Learners: 10, Credentials: 0, Rules: 10_000)))
            await site.UseAsync<BridgeDbContext>(async db => published = await PublishedBook.ReadAsync(db, CancellationToken.None));
        var book = published!.Book;
        var keys = book.Rules.Select(rule => rule.Definition.Requirement).OfType<Earned>().Select(earned => earned.Selector).OfType<AchievementSelector>()
            .Select(selector => (selector.Partner, selector.Achievement)).Distinct().ToArray();
        var frozen = keys.Select((key, index) => KeyValuePair.Create(key, index)).ToFrozenDictionary();
        var portfolios = Portfolios(keys);
        var candidates = new Comparison("candidates, a credential", Learners * CredentialsEach);
        var evaluations = new Comparison("decisions without their words, a learner", Learners);
        var decisions = new Comparison("explained decisions, a learner", Learners);
        for (var round = 0; round <= Rounds; round++)
        {
            var limit = Time(portfolios, portfolio => Probe(frozen, portfolio));
            var found = Time(portfolios, portfolio => Candidates(book, portfolio));
            var decided = Time(portfolios, portfolio => Decide(published, portfolio));
            var evaluated = Time(portfolios, portfolio => RuleEngine.Evaluate(published.Book, portfolio, published.Policy, new DateOnly(2026, 11, 24)).Decisions.Count);
            if (round == 0)
                continue;
            candidates.Add(found, limit);
            decisions.Add(decided, limit);
            evaluations.Add(evaluated, limit);
        }

        Console.WriteLine($"{book.Rules.Count:N0} rules, {Learners:N0} learners with {CredentialsEach} credentials, {Decide(published, portfolios[0]):N0} characters of explanation for the first");
        Comparison.WriteHead("ns");
        candidates.WriteNanoseconds();
        evaluations.WriteNanoseconds();
        decisions.WriteNanoseconds();
        OverlapBenchmark.Run();
    }

    private static Portfolio[] Portfolios((string Partner, string Achievement)[] keys)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Learners).Select(learner => new Portfolio(
            new LearnerFacts(LearnerStanding.Enrolled) { Level = CourseLevel.Lower },
            [.. Enumerable.Range(0, CredentialsEach).Select(number => Credential(keys[random.Next(keys.Length)], learner, number, random))],
            [],
            []))];
    }

    /// <summary>Texts of its own, as they come from a database: never the rule book's own instances.</summary>
    private static PortfolioCredential Credential((string Partner, string Achievement) key, int learner, int number, Random random) =>
        new(Guid.CreateVersion7(), new string(key.Partner.AsSpan()), new string(key.Achievement.AsSpan()), $"{key.Partner}/{learner}-{number}", new DateOnly(2026, 5, 1).AddDays(-random.Next(400)))
        {
            Verification = VerificationState.NotSigned,
            Results = [new Result(Result.Percent, 50 + random.Next(50), 100, null)],
        };

    private static TimeSpan Time(Portfolio[] portfolios, Func<Portfolio, int> work)
    {
        var watch = Stopwatch.StartNew();
        var sum = 0;
        foreach (var portfolio in portfolios)
            sum += work(portfolio);
        GC.KeepAlive(sum);
        return watch.Elapsed;
    }

    private static int Probe(FrozenDictionary<(string, string), int> frozen, Portfolio portfolio)
    {
        var sum = 0;
        foreach (var credential in portfolio.Credentials)
            sum += frozen.GetValueOrDefault((credential.Partner, credential.Achievement));
        return sum;
    }

    private static int Candidates(RuleBook book, Portfolio portfolio)
    {
        var sum = 0;
        foreach (var credential in portfolio.Credentials)
        {
            if (book.Find(credential.Partner, credential.Achievement) is { } achievement)
                sum += book.TouchesOf(achievement).Length;
        }

        return sum;
    }

    private static int Decide(PublishedBook published, Portfolio portfolio)
    {
        var sum = 0;
        foreach (var decision in RuleEngine.Evaluate(published.Book, portfolio, published.Policy, new DateOnly(2026, 11, 24)).Decisions)
            sum += decision.Explanation.Length;
        return sum;
    }
}
