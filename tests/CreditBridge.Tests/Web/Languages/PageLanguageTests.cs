using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Languages;

[TestClass]
public sealed class PageLanguageTests
{
    [TestMethod]
    [DataRow("/", "Lo que usted aprendió en otra parte puede contar aquí.")]
    [DataRow("/equivalencies", "Qué cuenta aquí")]
    [DataRow("/estimate", "Qué podría contar")]
    [DataRow("/errors/404", "Aquí no hay nada")]
    public async Task Page_OfAVisitorWhoseBrowserAsksForSpanish_IsSpanish(string address, string heading)
    {
        using var host = new WebHost();
        var page = await host.Visit().GetAsync(address, ("Accept-Language", "es-MX,es;q=0.9,en;q=0.8"));
        Assert.AreEqual("es", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains(heading, page.Text, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Page_OfStaff_IsEnglishWhateverTheBrowserAsksFor()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Registrar)).GetAsync("/requests", ("Accept-Language", "es"));
        Assert.AreEqual("en", page.Document.DocumentElement.GetAttribute("lang"));
    }

    [TestMethod]
    public async Task Switch_OfALearner_IsKeptInTheBrowserAndInTheRecord()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        await visitor.GetAsync("/my-progress");
        await visitor.GetAsync("/language");
        (await visitor.PostAsync("/language", ("language", "es"), ("returnUrl", "/my-progress"))).LeadsTo("/my-progress");
        (await visitor.GetAsync("/my-progress")).IsShown("Mi progreso").Says("No hay nada a medias");
        Assert.AreEqual("es", await host.QueryAsync(db => db.Users.Where(user => user.Id == host.Sample.LearnerUser.Id).Join(db.Learners, user => user.LearnerId, learner => learner.Id, (_, learner) => learner.Language).SingleAsync()));
    }

    [TestMethod]
    public async Task Switch_ToAnotherSite_LeadsToTheFirstPage()
    {
        using var host = new WebHost();
        var visitor = host.Visit();
        await visitor.GetAsync("/");
        await visitor.GetAsync("/language");
        (await visitor.PostAsync("/language", ("language", "es"), ("returnUrl", "https://elsewhere.example/"))).LeadsTo("/");
    }
}
