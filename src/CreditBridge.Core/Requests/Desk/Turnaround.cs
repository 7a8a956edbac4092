using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>How long people took to answer: days from asked to decided, of requests decided in a span of months. What a rule decided at once is left out.</summary>
/// <param name="Days">Each request's days, ascending, as whole and broken days of 24 hours.</param>
/// <param name="InTime">Answered by the promised day.</param>
/// <param name="Promised">Those that had a promise.</param>
public sealed record Turnaround(string Of, IReadOnlyList<double> Days, int InTime, int Promised)
{
    public int Count => Days.Count;

    public double Median => Rank(0.5);

    /// <summary>Nine of ten were answered within as many days.</summary>
    public double NinetiethPercentile => Rank(0.9);

    /// <summary>0 to 1; null where nothing was promised.</summary>
    public double? ShareInTime => Promised == 0 ? null : (double)InTime / Promised;

    /// <summary>Nearest rank: a value that was seen.</summary>
    private double Rank(double share) => Days[Math.Max(0, (int)Math.Ceiling(share * Days.Count) - 1)];

    /// <param name="requests">Those to count: the ones the person may see.</param>
    /// <param name="since">The first local day.</param>
    public static async Task<(IReadOnlyList<Turnaround> Months, IReadOnlyList<Turnaround> Populations, IReadOnlyList<Turnaround> Rules)> ReadAsync(
        BridgeDbContext db, IQueryable<CreditRequest> requests, Institution institution, DateOnly since, CancellationToken cancellation)
    {
        // A day early, so that no zone cuts the first local day; the exact limit follows below.
        var start = DateTime.SpecifyKind(since.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc).AddDays(-1);
        var rows = await (
            from request in requests.Where(request => request.State == RequestState.Decided && request.DecidedAt >= start && request.DecidedAt > request.OpenedAt)
            join learner in db.Learners on request.LearnerId equals learner.Id
            select new { request.OpenedAt, DecidedAt = request.DecidedAt!.Value, request.PromisedOn, learner.Population, Rules = request.Lines.Select(line => line.RuleCode).ToList() }).ToListAsync(cancellation);
        var answers = rows.ConvertAll(row => new Answer(institution.LocalDate(row.DecidedAt), (row.DecidedAt - row.OpenedAt).TotalDays, row.PromisedOn, row.Population, [.. row.Rules.Where(code => code.Length > 0).Distinct()]))
            .FindAll(answer => answer.On >= since);
        return (
            [.. answers.GroupBy(answer => answer.On.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)).OrderByDescending(group => group.Key, StringComparer.Ordinal).Select(group => Over(group.Key, group))],
            [.. answers.GroupBy(answer => answer.Population).OrderBy(group => group.Key).Select(group => Over(group.Key.ToString(), group))],
            [.. answers.SelectMany(answer => answer.Rules, (answer, rule) => (Rule: rule, Answer: answer)).GroupBy(pair => pair.Rule, pair => pair.Answer)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => Over(group.Key, group))]);
    }

    private static Turnaround Over(string of, IEnumerable<Answer> answers)
    {
        var all = answers.ToList();
        return new(of, [.. all.Select(answer => answer.Days).Order()], all.Count(answer => answer.On <= answer.PromisedOn), all.Count(answer => answer.PromisedOn is not null));
    }

    private sealed record Answer(DateOnly On, double Days, DateOnly? PromisedOn, Population Population, IReadOnlyList<string> Rules);
}
