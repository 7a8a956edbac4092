using CreditBridge.Core;
using CreditBridge.Core.Data;
using CreditBridge.Core.Letters;
using CreditBridge.Tests.Support;
using CreditBridge.Web.Pages.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Letters;

[TestClass]
public sealed class LetterTextTests
{
    public static IEnumerable<(LetterEvent What, string Language)> Shipped =>
        from what in Enum.GetValues<LetterEvent>() from language in LetterText.Languages where language == "en" || LetterText.HasShipped(what, language) select (what, language);

    [TestMethod]
    [DynamicData(nameof(Shipped))]
    public async Task Shipped_WithEverythingKnown_LeavesNothingOpen(LetterEvent what, string language)
    {
        Assert.IsTrue(LetterText.HasShipped(what, language));
        var letter = await LetterSample.OfAsync(LetterText.Shipped(what, language), "Small University");
        Assert.IsNotNull(letter);
        Assert.DoesNotContain("{", letter.Subject + letter.Body);
        Assert.DoesNotContain("  ", letter.Subject);
        Assert.IsGreaterThan(40, letter.Body.Length);
    }

    [TestMethod]
    public void Shipped_ToLearners_AreAllThereInSpanish()
    {
        LetterEvent[] staff = [LetterEvent.StaffDigest, LetterEvent.FacultyAsked, LetterEvent.FacultyReminded, LetterEvent.Escalated];
        Assert.AreSequenceEqual(Enum.GetValues<LetterEvent>().Except(staff), Enum.GetValues<LetterEvent>().Where(what => LetterText.HasShipped(what, "es")));
    }

    [TestMethod]
    public async Task WithAsync_ValuesWithBracesAndLineBreaks_StayValues()
    {
        var letter = await new LetterText("Hello {{ name }}", "{{ name }}").WithAsync(new Dictionary<string, object> { ["name"] = "{{ 7 | times: 6 }}\r\nBcc: all@example.edu" });
        Assert.AreEqual("Hello {{ 7 | times: 6 }}Bcc: all@example.edu", letter.Subject);
        Assert.Contains("{{ 7 | times: 6 }}", letter.Body);
    }

    [TestMethod]
    public async Task WithAsync_ATemplateThatNeverEnds_IsStopped() =>
        await Assert.ThrowsExactlyAsync<FormatException>(() => new LetterText("x", "{% for i in (1..100000) %}{% for j in (1..100000) %}{{ j }}{% endfor %}{% endfor %}").WithAsync(new Dictionary<string, object>()));

    [TestMethod]
    public async Task Save_WhatCannotBeRead_IsRefusedWithASentence()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await RefusedAsync(bridge, LetterEvent.RequestReceived, "{% if %}", isOff: false);
        await RefusedAsync(bridge, LetterEvent.SignInLink, "Hello", isOff: false);
        await RefusedAsync(bridge, LetterEvent.SignInLink, "{{ link }}", isOff: true);
        Assert.AreEqual(0, await bridge.DbAsync(db => db.LetterTemplates.CountAsync()));
    }

    [TestMethod]
    public async Task Save_OwnWords_AreUsed_AndOffIsOff()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await SaveAsync(bridge, LetterEvent.CreditOffered, "Hi {{ learner.given_name }} of {{ institution.name }}", isOff: false);
        await SaveAsync(bridge, LetterEvent.CreditPosted, "x", isOff: true);
        await WriteAsync(bridge, LetterEvent.CreditOffered);
        await WriteAsync(bridge, LetterEvent.CreditPosted);
        var letter = await bridge.DbAsync(db => db.Letters.SingleAsync());
        Assert.AreEqual(("Ours", "Hi Ada of Small University"), (letter.Subject, letter.Body));
        Assert.AreEqual(2, await bridge.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.SubjectType == nameof(LetterTemplate))));
    }

    [TestMethod]
    public async Task ToLearner_InTheirLanguage()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Language, "es")));
        await WriteAsync(bridge, LetterEvent.CreditOffered);
        Assert.StartsWith("Hola, Ada:", (await bridge.DbAsync(db => db.Letters.SingleAsync())).Body);
    }

    private static Task WriteAsync(TestBridge bridge, LetterEvent what) => bridge.InScopeAsync<IServiceProvider>(async services =>
    {
        var db = services.GetRequiredService<BridgeDbContext>();
        var ada = await db.Learners.AsNoTracking().SingleAsync(learner => learner.StudentNumber == "S1");
        await services.GetRequiredService<LetterWriting>().ToLearnerAsync(what, ada, null, new Dictionary<string, string>(), CancellationToken.None);
        await db.SaveChangesAsync();
    });

    private static Task SaveAsync(TestBridge bridge, LetterEvent what, string body, bool isOff) =>
        bridge.InScopeAsync<LetterTemplates>(templates => templates.SaveAsync(what, "en", new("Ours", body), isOff, 0, TestBridge.Registrar, CancellationToken.None));

    private static async Task RefusedAsync(TestBridge bridge, LetterEvent what, string body, bool isOff) =>
        Assert.IsGreaterThan(10, (await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => SaveAsync(bridge, what, body, isOff))).Message.Length);
}
