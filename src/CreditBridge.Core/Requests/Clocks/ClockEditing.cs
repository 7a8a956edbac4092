using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Changes what learners are promised, and the days nobody works. Promises made before stay as they were made.</summary>
public sealed class ClockEditing(BridgeDbContext db, TimeProvider time)
{
    public const int MostDays = 400;
    public const int MostTerms = 6;

    /// <exception cref="IllegalMoveException">The length is not possible.</exception>
    public Task PromiseAsync(Population population, int length, PromiseUnit unit, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditClocks);
        var most = unit == PromiseUnit.Terms ? MostTerms : MostDays;
        if (length < 1 || length > most)
            throw new IllegalMoveException($"A promise is from 1 to {most} {(unit == PromiseUnit.Terms ? "terms" : "days")}.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var promise = await db.Promises.AsTracking().SingleOrDefaultAsync(promise => promise.Population == population, cancellation);
            var before = promise is null ? null : $"{promise.Length} {promise.Unit}";
            if (promise is null)
                db.Promises.Add(promise = new Promise { Population = population, Length = length, Unit = unit });
            (promise.Length, promise.Unit) = (length, unit);
            if (before != $"{length} {unit}")
                db.AuditEntries.Add(AuditEntry.Of(actor, Now, $"Promise changed for {population}", nameof(Promise), promise.Id, before, $"{length} {unit}"));
        }, cancellation);
    }

    /// <summary>Adds days nobody works; those that are there already stay as they are.</summary>
    /// <returns>How many were new.</returns>
    public Task<int> AddHolidaysAsync(IReadOnlyCollection<HolidayLine> days, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditClocks);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var known = await db.Holidays.Select(holiday => holiday.On).ToListAsync(cancellation);
            var added = days.DistinctBy(day => day.On).Where(day => !known.Contains(day.On)).Select(day => new Holiday { On = day.On, Name = day.Name }).ToList();
            db.Holidays.AddRange(added);
            db.AuditEntries.AddRange(added.Select(holiday => AuditEntry.Of(actor, Now, "Holiday added", nameof(Holiday), holiday.Id, null, $"{holiday.On:yyyy-MM-dd} {holiday.Name}")));
            return added.Count;
        }, cancellation);
    }

    /// <summary>Takes a holiday away; one that is gone already stays gone.</summary>
    public Task RemoveHolidayAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditClocks);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            if (await db.Holidays.AsTracking().SingleOrDefaultAsync(holiday => holiday.Id == id, cancellation) is not { } holiday)
                return;
            db.Holidays.Remove(holiday);
            db.AuditEntries.Add(AuditEntry.Of(actor, Now, "Holiday removed", nameof(Holiday), id, $"{holiday.On:yyyy-MM-dd} {holiday.Name}"));
        }, cancellation);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
