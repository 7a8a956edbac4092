using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>The institution's days: by when learners are promised an answer, and by when whoever has the turn should act. All dates are local ones.</summary>
public sealed class RequestClock
{
    /// <summary>For populations without a promise of their own, and where none is set at all.</summary>
    private static readonly Promise Standing = new() { Population = Population.General, Length = 30, Unit = PromiseUnit.Days };

    private readonly Dictionary<Population, Promise> _promises;
    private readonly HashSet<DateOnly> _holidays;
    private readonly List<(DateOnly StartsOn, DateOnly EndsOn)> _terms;

    public RequestClock(IEnumerable<Promise> promises, IEnumerable<DateOnly> holidays, IEnumerable<(DateOnly StartsOn, DateOnly EndsOn)> terms) =>
        (_promises, _holidays, _terms) = (promises.ToDictionary(promise => promise.Population), [.. holidays], [.. terms.OrderBy(term => term.StartsOn)]);

    /// <summary>Working days the learner has to answer a question.</summary>
    public const int LearnerDays = 20;

    /// <summary>Working days faculty has, and after which they are reminded, and twice after which it is escalated.</summary>
    public const int FacultyDays = 5;

    /// <summary>Working days the office has for each of its turns.</summary>
    public const int OfficeDays = 10;

    public static async Task<RequestClock> ReadAsync(BridgeDbContext db, CancellationToken cancellation) => new(
        await db.Promises.AsNoTracking().ToListAsync(cancellation),
        await db.Holidays.Select(holiday => holiday.On).ToListAsync(cancellation),
        (await db.Terms.Select(term => new { term.StartsOn, term.EndsOn }).ToListAsync(cancellation)).Select(term => (term.StartsOn, term.EndsOn)));

    /// <summary>The local day that is so many working days after this instant (UTC).</summary>
    public static async Task<DateOnly> DueOnAsync(BridgeDbContext db, DateTime now, int workingDays, CancellationToken cancellation) =>
        (await ReadAsync(db, cancellation)).AfterWorkingDays((await db.Institutions.AsNoTracking().SingleAsync(cancellation)).LocalDate(now), workingDays);

    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day);

    /// <summary>The day that is so many working days after this one; the day itself does not count.</summary>
    public DateOnly AfterWorkingDays(DateOnly from, int days)
    {
        var day = from;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                left--;
        }

        return day;
    }

    /// <summary>By when somebody of this population who asked on this day is answered.</summary>
    public DateOnly PromisedOn(Population population, DateOnly askedOn)
    {
        var promise = _promises.GetValueOrDefault(population) ?? _promises.GetValueOrDefault(Population.General) ?? Standing;
        return promise.Unit switch
        {
            PromiseUnit.WorkingDays => AfterWorkingDays(askedOn, promise.Length),
            PromiseUnit.Terms => AfterTerms(askedOn, promise.Length),
            _ => askedOn.AddDays(promise.Length),
        };
    }

    /// <summary>The end of the n-th term from the one that runs, or that begins next; where the calendar ends before, half a year for each term.</summary>
    private DateOnly AfterTerms(DateOnly from, int terms)
    {
        var ahead = _terms.FindAll(term => term.EndsOn >= from);
        return ahead.Count >= terms && terms > 0 ? ahead[terms - 1].EndsOn : from.AddMonths(6 * terms);
    }
}
