using CreditBridge.Core.Catalog;
using CreditBridge.Web;

namespace CreditBridge.Tests.Web.TagHelpers;

[TestClass]
public sealed class InstitutionClockTests
{
    [TestMethod]
    [DataRow("America/New_York", "2026-11-01T05:59:00Z", "1 Nov 2026, 01:59 EDT")]
    [DataRow("America/New_York", "2026-11-01T06:01:00Z", "1 Nov 2026, 01:01 EST")]
    [DataRow("America/New_York", "2026-03-08T06:59:00Z", "8 Mar 2026, 01:59 EST")]
    [DataRow("America/New_York", "2026-03-08T07:00:00Z", "8 Mar 2026, 03:00 EDT")]
    [DataRow("America/New_York", "2026-11-01T05:30:00Z", "1 Nov 2026, 01:30 EDT")]
    [DataRow("America/New_York", "2026-11-01T06:30:00Z", "1 Nov 2026, 01:30 EST")]
    [DataRow("America/New_York", "2026-03-08T07:30:00Z", "8 Mar 2026, 03:30 EDT")]
    [DataRow("America/Santiago", "2026-09-06T03:59:00Z", "5 Sep 2026, 23:59 UTC-04:00")]
    [DataRow("America/Santiago", "2026-09-06T04:00:00Z", "6 Sep 2026, 01:00 UTC-03:00")]
    [DataRow("Africa/Cairo", "2026-04-23T21:59:00Z", "23 Apr 2026, 23:59 UTC+02:00")]
    [DataRow("Africa/Cairo", "2026-04-23T22:00:00Z", "24 Apr 2026, 01:00 UTC+03:00")]
    [DataRow("Pacific/Tongatapu", "2026-11-24T11:00:00Z", "25 Nov 2026, 00:00 UTC+13:00")]
    [DataRow("America/Phoenix", "2026-07-01T12:00:00Z", "1 Jul 2026, 05:00 MST")]
    [DataRow("Europe/London", "2026-07-01T12:00:00Z", "1 Jul 2026, 13:00 BST")]
    [DataRow("Asia/Kolkata", "2026-07-01T12:00:00Z", "1 Jul 2026, 17:30 UTC+05:30")]
    [DataRow("America/St_Johns", "2026-01-01T12:00:00Z", "1 Jan 2026, 08:30 UTC-03:30")]
    public void Words_OfAnInstant_AreInTheInstitutionsZoneWithItsAbbreviation(string zone, string instant, string words)
    {
        var institution = new Institution { Code = "T", Name = "Test", TimeZone = zone };
        var clock = new InstitutionClock(() => institution.Zone);
        Assert.AreEqual(words, clock.Words(DateTime.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime()));
    }

    [TestMethod]
    [DataRow("America/New_York", "2026-11-01T03:59:00Z", "2026-10-31")]
    [DataRow("America/New_York", "2026-11-01T04:00:00Z", "2026-11-01")]
    [DataRow("America/New_York", "2026-11-02T04:59:00Z", "2026-11-01")]
    [DataRow("America/New_York", "2026-11-02T05:00:00Z", "2026-11-02")]
    [DataRow("America/New_York", "2026-03-09T03:59:00Z", "2026-03-08")]
    [DataRow("America/New_York", "2026-03-09T04:00:00Z", "2026-03-09")]
    [DataRow("America/Santiago", "2026-09-06T03:59:00Z", "2026-09-05")]
    [DataRow("America/Santiago", "2026-09-06T04:00:00Z", "2026-09-06")]
    [DataRow("Africa/Cairo", "2026-04-23T21:59:00Z", "2026-04-23")]
    [DataRow("Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24")]
    [DataRow("Pacific/Tongatapu", "2026-11-24T11:00:00Z", "2026-11-25")]
    public void LocalDate_AroundAChangeOfClocks_IsTheInstitutionsDay(string zone, string instant, string day)
    {
        var institution = new Institution { Code = "T", Name = "Test", TimeZone = zone };
        Assert.AreEqual(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), institution.LocalDate(DateTime.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime()));
    }
}
