using CreditBridge.Core.Partners;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class PartnerTests
{
    [TestMethod]
    public async Task List_ShowsPartnersAndTheirIssuers()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Advisor)).GetAsync("/partners");
        Assert.HasCount(2, page.IsShown("Partners").Says("Harbor Institute", "did:web:harbor.example", "Approved partner").Rows());
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
