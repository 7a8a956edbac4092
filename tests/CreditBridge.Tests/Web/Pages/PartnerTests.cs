using CreditBridge.Core.Partners;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class PartnerTests
{
    [TestMethod]
    public async Task List_ShowsHowGoodAndHowFreshEachIs_AndConnectsOnlyForWhoMay()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Advisor)).GetAsync("/partners");
        var rows = page.IsShown("Partners").Has("a[href='/partners/new']", 0).Rows();
        Assert.HasCount(2, rows);
        Assert.AreEqual("Approved partner", rows[0][2]);
        Assert.Contains("7 hours ago", rows[0][4]);
        Assert.AreEqual("2", rows[0][5]);
        Assert.AreEqual("neverDid not finish", rows[1][4]);
        (await (await host.SignInAsync(host.Sample.Registrar)).GetAsync("/partners?due=true")).Says("No review and no agreement is due").Has("a.btn-primary[href='/partners/new']", 1);
    }

    [TestMethod]
    public async Task Page_OfAPartner_ShowsItsPullsAgreementAndQuality_WithNamesAsText()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            var harbor = await db.Partners.AsTracking().SingleAsync(partner => partner.Code == "harbor");
            (harbor.Name, harbor.Agreement, harbor.AgreementUntil) = (Attacks.All[0], Attacks.All[5], new(2026, 11, 1));
            harbor.Contacts = [new(Attacks.All[2], Attacks.All[3], "x@harbor.example")];
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        var page = (await visitor.GetAsync("/partners/harbor")).IsShown(Attacks.All[0]).Says("Approved partner", "7 hours ago", "1 Nov 2026, over", Attacks.All[2], Attacks.All[3], Attacks.All[5], "Last pulls");
        page.Has("main script, main img, main svg[onload]", 0).Has("main form", 0);
        (await visitor.GetAsync("/partners")).Has("main script, main img", 0).Says("1 Nov 2026, over");
        (await visitor.GetAsync("/partners/nobody")).HasStatus(404);
        foreach (var address in new[] { "/partners/harbor/settings", "/partners/harbor/agreement", "/partners/new" })
            (await visitor.GetAsync(address)).HasStatus(403);
    }

    [TestMethod]
    public async Task Agreement_AndContacts_AreKeptWithTheTrail_AndAnEarlierFormIsRefused()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = (await visitor.GetAsync("/partners/harbor/agreement")).IsShown("Agreement with Harbor Institute");
        (await visitor.SubmitAsync(page, "main form:not([action*=handler])", ("Input.RetainRawDays", "0"))).HasStatus(200).Says("From 1 to 36,500 days, or empty.");
        (await visitor.SubmitAsync(page, "main form:not([action*=handler])", ("Input.From", "2026-05-01"), ("Input.Until", "2026-04-30"))).HasStatus(409).Says("The agreement ends before it begins.");
        (await visitor.SubmitAsync(page, "main form:not([action*=handler])", ("Input.File", "REG-17"), ("Input.Until", "2026-12-10"))).LeadsTo("/partners/harbor/agreement");
        (await visitor.SubmitAsync(page, "main form:not([action*=handler])", ("Input.File", "REG-18"))).HasStatus(409).Says("Somebody else has changed this partner meanwhile.");
        (await visitor.SubmitAsync(page, "form[action*=Contact]", ("Contact.Name", "Pat"), ("Contact.For", "outages"), ("Contact.Email", "nobody"))).HasStatus(200).Says("This is not an e-mail address.");
        (await visitor.SubmitAsync(page, "form[action*=Contact]", ("Contact.Name", "Pat"), ("Contact.For", "outages"), ("Contact.Email", "pat@harbor.example"))).LeadsTo("/partners/harbor/agreement");
        (await visitor.GetAsync("/partners/harbor")).Says("REG-17", "10 Dec 2026", "Pat, pat@harbor.example", "Contact added", "Agreement changed");
        (await visitor.GetAsync("/partners?due=true")).Says("Harbor Institute").DoesNotSay("Meridian");
        (await visitor.GetAsync("/dashboard")).Says("1 partners have a review or an agreement that is over, or ends within 30 days", "1 partners could not be pulled to the end");
        (await visitor.SubmitAsync(await visitor.GetAsync("/partners/harbor/agreement"), "form[action*=Remove]")).LeadsTo("/partners/harbor/agreement");
        Assert.IsEmpty((await host.QueryAsync(db => db.Partners.SingleAsync(partner => partner.Code == "harbor"))).Contacts);
    }

    [TestMethod]
    public async Task Review_Decided_HoldsAtOnceAndNamesItsReviewer()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = (await visitor.GetAsync("/partners/harbor/reviews")).IsShown("Quality of Harbor Institute");
        (await visitor.SubmitAsync(page, "main form")).HasStatus(200).Says("Choose the decision.", "Say what was looked at.");
        (await visitor.SubmitAsync(page, "main form", ("Input.State", "Approved"), ("Input.Criteria", "Looked"))).HasStatus(409).Says("Say when it is reviewed next");
        (await visitor.SubmitAsync(page, "main form", ("Input.State", "Suspended"), ("Input.Criteria", "Samples are missing"))).LeadsTo("/partners/harbor/reviews");
        (await visitor.GetAsync("/partners/harbor/reviews")).Says("also for a night that is under way", "Samples are missing", "Rosa Feld", "Suspended");
        (await visitor.SubmitAsync(page, "main form", ("Input.State", "Approved"), ("Input.Criteria", "Looked"), ("Input.NextReviewOn", "2027-05-01"))).HasStatus(409).Says("is Suspended by now, no longer Approved");
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync("/partners/harbor/reviews")).IsShown("Quality of Harbor Institute").Has("main form", 0);
    }

    [TestMethod]
    public async Task Issuers_RemovedWithoutAReason_IsSaidAtTheRemovalAndNotAtTheRegistering()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync("/partners/meridian/issuers");
        (await visitor.SubmitAsync(page, "form[action*='Add']", ("Input.Issuer", "did:web:meridian.example"), ("Input.Why", "Their letter"))).LeadsTo("/partners/meridian/issuers");
        page = await visitor.GetAsync("/partners/meridian/issuers");
        var refused = await visitor.SubmitAsync(page, "form[action*='Remove']", ("Input.Why", ""));
        refused.IsShown("Issuers of Meridian Skills").Says("did:web:meridian.example was not removed. Say why; it stays in the trail.").Has("details[open] form[action*='Remove']", 1);
        Assert.AreEqual("", refused.Document.QuerySelector("form[action*='Add'] input[name='Input.Issuer']")!.GetAttribute("value") ?? "");
    }

    [TestMethod]
    public async Task Issuers_RegisteredAndRemovedWithAReason_StandInTheTrail()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = (await visitor.GetAsync("/partners/meridian/issuers")).IsShown("Issuers of Meridian Skills");
        (await visitor.SubmitAsync(page, "form[action*='Add']", ("Input.Issuer", "did:web:harbor.example"), ("Input.Why", "Their letter"))).HasStatus(200).Says("stands in the register of Harbor Institute already");
        (await visitor.SubmitAsync(page, "form[action*='Add']", ("Input.Issuer", "did:web:meridian.example"))).HasStatus(200).Says("Say why");
        (await visitor.SubmitAsync(page, "form[action*='Add']", ("Input.Issuer", "did:web:meridian.example"), ("Input.Why", "Their letter"))).LeadsTo("/partners/meridian/issuers");
        page = (await visitor.GetAsync("/partners/meridian/issuers")).Says("did:web:meridian.example", "Issuer registered", "Their letter");
        (await visitor.SubmitAsync(page, "form[action*='Remove']", ("Input.Why", "The agreement ended"))).LeadsTo("/partners/meridian/issuers");
        Assert.IsEmpty((await host.QueryAsync(db => db.Partners.SingleAsync(partner => partner.Code == "meridian"))).Issuers);
    }

    [TestMethod]
    public async Task Issuers_ForWhoMayOnlyRead_HaveNoForm()
    {
        using var host = new WebHost();
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync("/partners/harbor/issuers")).IsShown("Issuers of Harbor Institute").Has("main form", 0);
    }

    [TestMethod]
    public async Task Issuers_OfTheStandingPartner_CannotBeRegistered()
    {
        using var host = new WebHost();
        await host.QueryAsync(db =>
        {
            db.Add(new Partner { Code = Partner.UnregisteredCode, Name = "Unregistered issuers", Connector = Partner.NoConnector });
            return db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync("/partners/unregistered/issuers")).IsShown("Issuers of Unregistered issuers").Has("main form", 0);
        (await visitor.PostAsync("/partners/unregistered/issuers?handler=Add", ("Input.Issuer", "did:web:x.example"), ("Input.Why", "x"))).HasStatus(200).Says("register the issuer with a partner of its own");
    }
}
