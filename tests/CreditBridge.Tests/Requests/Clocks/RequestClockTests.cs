using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;

namespace CreditBridge.Tests.Requests.Clocks;

[TestClass]
public sealed class RequestClockTests
{
    private static readonly DateOnly Tuesday = new(2026, 11, 24);

    [TestMethod]
    public void PromisedOn_WithoutAnyPromise_IsThirtyDays() => Assert.AreEqual(new DateOnly(2026, 12, 24), Clock().PromisedOn(Population.Veteran, Tuesday));

    [TestMethod]
    public void PromisedOn_APopulationWithoutItsOwn_IsAsForGeneralLearners() =>
        Assert.AreEqual(new DateOnly(2026, 12, 4), Clock([Promise(Population.General, 10, PromiseUnit.Days)]).PromisedOn(Population.Transfer, Tuesday));

    [TestMethod]
    [DataRow(1, "2026-11-25")]
    [DataRow(2, "2026-11-27")] // Thanksgiving between
    [DataRow(3, "2026-11-30")] // a weekend between
    [DataRow(0, "2026-11-24")]
    public void AfterWorkingDays_SkipsWeekendsAndHolidays(int days, string expected) =>
        Assert.AreEqual(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Clock(holidays: [new(2026, 11, 26)]).AfterWorkingDays(Tuesday, days));

    [TestMethod]
    [DataRow("2026-11-28", "2026-11-30")] // asked on a Saturday
    [DataRow("2026-11-29", "2026-11-30")] // on a Sunday
    [DataRow("2026-11-27", "2026-11-30")] // on a Friday
    public void AfterWorkingDays_FromAWeekend_BeginsOnTheNextWorkingDay(string from, string expected) =>
        Assert.AreEqual(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Clock().AfterWorkingDays(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), 1));

    [TestMethod]
    public void PromisedOn_ByTerms_CountsTheRunningOne()
    {
        var veterans = Clock([Promise(Population.Veteran, 2, PromiseUnit.Terms)], terms: [(new(2027, 1, 11), new(2027, 5, 7)), (new(2026, 8, 24), new(2026, 12, 11))]);
        Assert.AreEqual(new DateOnly(2027, 5, 7), veterans.PromisedOn(Population.Veteran, Tuesday));
        // Between the terms: the next two are not both known, so half a year for each.
        Assert.AreEqual(new DateOnly(2027, 12, 20), veterans.PromisedOn(Population.Veteran, new(2026, 12, 20)));
    }

    [TestMethod]
    public void PromisedOn_ByWorkingDays_IsByThem() =>
        Assert.AreEqual(new DateOnly(2026, 12, 1), Clock([Promise(Population.Transfer, 5, PromiseUnit.WorkingDays)]).PromisedOn(Population.Transfer, Tuesday));

    [TestMethod]
    // Central time: 2026-03-08 02:00 CST → 03:00 CDT, and 2026-11-01 02:00 CDT → 01:00 CST.
    [DataRow("2026-03-08T05:59:59Z", "2026-03-07")]
    [DataRow("2026-03-08T06:00:00Z", "2026-03-08")]
    [DataRow("2026-03-08T07:59:59Z", "2026-03-08")]
    [DataRow("2026-03-08T08:00:00Z", "2026-03-08")]
    [DataRow("2026-03-09T04:59:59Z", "2026-03-08")]
    [DataRow("2026-03-09T05:00:00Z", "2026-03-09")]
    [DataRow("2026-11-01T04:59:59Z", "2026-10-31")]
    [DataRow("2026-11-01T05:00:00Z", "2026-11-01")]
    [DataRow("2026-11-01T06:30:00Z", "2026-11-01")]
    [DataRow("2026-11-01T07:30:00Z", "2026-11-01")]
    [DataRow("2026-11-02T05:59:59Z", "2026-11-01")]
    [DataRow("2026-11-02T06:00:00Z", "2026-11-02")]
    public void LocalDate_AtBothChangesOfDaylightSaving_IsTheInstitutionsDay(string instant, string day)
    {
        var institution = new Institution { Code = "SMALL", Name = "Small University", TimeZone = "America/Chicago" };
        var at = DateTime.Parse(instant, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
        Assert.AreEqual(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), institution.LocalDate(at));
    }

    private static Promise Promise(Population population, int length, PromiseUnit unit) => new() { Population = population, Length = length, Unit = unit };

    private static RequestClock Clock(IEnumerable<Promise>? promises = null, IEnumerable<DateOnly>? holidays = null, IEnumerable<(DateOnly, DateOnly)>? terms = null) => new(promises ?? [], holidays ?? [], terms ?? []);
}
