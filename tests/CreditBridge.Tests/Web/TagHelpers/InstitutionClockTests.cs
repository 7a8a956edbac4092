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
}
