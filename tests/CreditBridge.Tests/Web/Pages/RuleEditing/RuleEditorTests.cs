using CreditBridge.Core.Rules;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages.RuleEditing;

/// <summary>The editor without a script: every button sends the form, and the page comes back as it was typed.</summary>
[TestClass]
public sealed class RuleEditorTests
{
    [TestMethod]
    public async Task NewRule_WithTitleAndDepartment_IsADraftInTheEditor()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync("/rules/new");
        page.IsShown("New rule");
        var refused = await visitor.SubmitAsync(page, "main form", ("Input.Title", " "), ("Input.Department", "CS"));
        refused.HasStatus(400).Says("Give the rule a title.");
        var created = await visitor.SubmitAsync(refused, "main form", ("Input.Title", "Chemistry at last"));
        var version = await host.QueryAsync(db => db.RuleVersions.SingleAsync(version => version.Title == "Chemistry at last"));
        created.LeadsTo($"/rules/drafts/{version.Id}");
        (await visitor.GetAsync($"/rules/drafts/{version.Id}")).IsShown("Chemistry at last").Says("Nothing is asked for yet.", "This group is empty: nobody can meet it.", "Say what the rule gives");
    }

    [TestMethod]
    public async Task Rule_BuiltFromBlank_WithPickersAndConditions_IsSavedAsWritten()
    {
        using var host = new WebHost();
        var (visitor, page) = await BlankAsync(host);
        page = await ActAsync(visitor, page, "add requirement achievement");
        page.Has("#requirement_items_0__selector_find[autofocus]", 1);
        page = await ActAsync(visitor, page, "find requirement.items[0]", ("requirement.items[0].selector.find", "networking harbor"));
        page.Says("1 found.", "Harbor Institute · 45 hours · 33 stored");
        page = await ActAsync(visitor, page, page.Document.QuerySelector(".found-one")!.GetAttribute("value")!);
        page.Says("Networking Fundamentals (Harbor Institute)");
        page = await ActAsync(visitor, page, "refresh requirement.items[0]", ("requirement.items[0].conditions.result.kind", "percent"));
        page = await ActAsync(visitor, page, "line awards course", ("requirement.items[0].conditions.result.least", "70"), ("requirement.items[0].conditions.supervised", "true"));
        page.Says("Networking Fundamentals (Harbor Institute), at least 70 %, supervised");
        page = await ActAsync(visitor, page, "find awards[0]", ("awards[0].course", "networks"));
        page.Says("CSCI 2200 Computer Networks 3 credits · lower level");
        page = await ActAsync(visitor, page, "use awards[0] CSCI%202200");
        var saved = await ActAsync(visitor, page, "save awards", ("basis.kind", "industryCertification"), ("scope.standings", "enrolled"), ("publicNote", "Welcome"));
        saved.HasStatus(302);
        var stored = await NewestAsync(host);
        Assert.AreEqual(
            RuleJson.Serialize(new RuleDefinition(
                new AllOf([new Earned(new AchievementSelector("harbor", "net-1"), new Conditions { Result = new PercentResult(70), Supervised = true })]),
                [new CourseCredit("L1", "CSCI 2200")],
                new RuleScope { Standings = [Core.Learners.LearnerStanding.Enrolled] },
                new RuleBasis(Basis.IndustryCertification))),
            RuleJson.Serialize(stored.Definition));
        Assert.AreEqual("Welcome", stored.PublicNote);
    }

    [TestMethod]
    public async Task Text_ThatIsNoNumber_StaysInItsFieldWithItsSentence_AndNothingIsSaved()
    {
        using var host = new WebHost();
        var (visitor, page) = await OpenAsync(host);
        page = await ActAsync(visitor, page, "open requirement.items[0]");
        page = await ActAsync(visitor, page, "save requirement", ("requirement.items[0].conditions.leastHours", "abc"), ("title", "Another title"));
        page.HasStatus(400).Says("‘abc’ is no number", "Nothing is saved until this can be read.", "Not saved");
        Assert.AreEqual("abc", page.Document.QuerySelector("#requirement_items_0__conditions_leastHours")!.GetAttribute("value"));
        Assert.AreEqual("true", page.Document.QuerySelector("#requirement_items_0__conditions_leastHours")!.GetAttribute("aria-invalid"));
        page.Has("#problems a[href='#requirement_items_0__conditions_leastHours']", 1);
        Assert.StartsWith("Error: ", page.Title);
        page = await ActAsync(visitor, page, "close requirement.items[0]");
        Assert.AreEqual("Networking for credit", (await StoredAsync(host)).Title);
        page = await ActAsync(visitor, page, "save", ("requirement.items[0].conditions.leastHours", "40"));
        page.HasStatus(302);
        Assert.AreEqual(("Another title", 40m), ((await StoredAsync(host)).Title, ((Earned)RuleParts.Items((await StoredAsync(host)).Definition.Requirement)[0]).Conditions.LeastHours));
    }

    [TestMethod]
    public async Task InvalidRule_IsSavedAsADraft_AndCannotBeSubmitted()
    {
        using var host = new WebHost();
        var (visitor, page) = await BlankAsync(host);
        page = await ActAsync(visitor, page, "add requirement atLeast");
        (await ActAsync(visitor, page, "save", ("requirement.items[0].count", "7"))).HasStatus(302);
        page = await visitor.GetAsync(page.Address);
        page.Says("This group is empty: nobody can meet it.");
        page = await ActAsync(visitor, page, "submit", ("reason", "Now."));
        page.HasStatus(400).Says("Mend this first:");
        Assert.AreEqual(RuleVersionState.Draft, (await NewestAsync(host)).State);
    }

    [TestMethod]
    public async Task SoundRule_SubmittedWithAReason_IsInReview_AndIsNoDraftAnyMore()
    {
        using var host = new WebHost();
        var (visitor, page) = await OpenAsync(host);
        (await ActAsync(visitor, page, "submit")).HasStatus(400).Says("Say why: the approver reads it.");
        page = await ActAsync(visitor, page, "submit", ("reason", "Faculty compared the outcomes."), ("title", "Networks"));
        page.LeadsTo("/rules/EQ-00041");
        var stored = await StoredAsync(host);
        Assert.AreEqual((RuleVersionState.InReview, "Networks"), (stored.State, stored.Title));
        var closed = await visitor.GetAsync($"/rules/drafts/{stored.Id}");
        closed.IsShown("EQ-00041, version 1").Says("This version is no draft").Has("a[href='/rules/EQ-00041']", 1);
        (await visitor.PostAsync($"/rules/drafts/{stored.Id}", ("do", "save"), ("title", "Late"))).HasStatus(409).Says("This version is no draft");
        (await visitor.PostAsync($"/rules/drafts/{stored.Id}/discard")).HasStatus(409);
    }

    [TestMethod]
    public async Task TwoEditors_TheSecondSeesBothAndChooses()
    {
        using var host = new WebHost();
        var (first, mine) = await OpenAsync(host);
        var (second, theirs) = await OpenAsync(host);
        (await ActAsync(second, theirs, "save", ("title", "Theirs"), ("publicNote", "Theirs too"))).HasStatus(302);
        var conflict = await ActAsync(first, mine, "save", ("title", "Mine"));
        conflict.HasStatus(409).Says("Somebody else saved this draft while you were writing", "Not saved: choose a version first.");
        Assert.AreEqual("Title|Mine|Theirs", string.Join('|', conflict.Rows("#conflict table")[0]));
        Assert.AreEqual("Public note|not there|Theirs too", string.Join('|', conflict.Rows("#conflict table")[1]));
        Assert.AreEqual("Theirs", (await StoredAsync(host)).Title);
        (await ActAsync(first, conflict, "take")).LeadsTo($"/rules/drafts/{host.Sample.Draft.Id}");
        Assert.AreEqual("Theirs", (await StoredAsync(host)).Title);
        (await ActAsync(first, conflict, "keep")).HasStatus(302);
        var kept = await StoredAsync(host);
        Assert.AreEqual(("Mine", null), (kept.Title, kept.PublicNote));
        (await ActAsync(first, conflict, "keep")).HasStatus(302);
        (await ActAsync(second, theirs, "save", ("title", "Third"))).HasStatus(409).Says("Mine");
    }

    [TestMethod]
    [DataRow("down requirement.items[0]", "all(any(C,D),A,B)", "items_1_-down")]
    [DataRow("down requirement.items[1]", "all(A,B,any(C,D))", "items_2_")]
    [DataRow("up requirement.items[2]", "all(A,B,any(C,D))", "items_1_-up")]
    [DataRow("into requirement.items[2]", "all(A,any(C,D,B))", "items_1__items_2_")]
    [DataRow("into requirement.items[0]", "all(any(A,C,D),B)", "items_0__items_0_")]
    [DataRow("out requirement.items[1].items[0]", "all(A,any(D),C,B)", "items_2_")]
    [DataRow("wrap requirement.items[2]", "all(A,any(C,D),all(B))", "items_2_")]
    [DataRow("wrap requirement", "all(all(A,any(C,D),B))", "requirement")]
    [DataRow("remove requirement.items[1]", "all(A,B)", "items_1_")]
    [DataRow("remove requirement", "all()", "requirement")]
    [DataRow("add requirement.items[1] passed", "all(A,any(C,D,),B)", "items_1__items_2__course")]
    [DataRow("up requirement.items[0]", "all(A,any(C,D),B)", "items_0_")]
    [DataRow("out requirement.items[0]", "all(A,any(C,D),B)", "items_0_")]
    [DataRow("up requirement.items[77]", "all(A,any(C,D),B)", "")]
    [DataRow("sideways requirement.items[0]", "all(A,any(C,D),B)", "items_0_")]
    public async Task TreeButton_ChangesTheTree_AndKeepsWhatWasTyped(string act, string tree, string focus)
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            var draft = await db.RuleVersions.SingleAsync(version => version.Id == host.Sample.Draft.Id);
            draft.Definition = draft.Definition with { Requirement = new AllOf([new Passed("A"), new AnyOf([new Passed("C"), new Passed("D")]), new Passed("B")]) };
            return await db.SaveChangesAsync();
        });
        var (visitor, page) = await OpenAsync(host);
        page = await ActAsync(visitor, page, act, ("title", "Typed"), ("reason", "Typed too"));
        page.HasStatus(200);
        Assert.AreEqual("Typed", page.Document.QuerySelector("#title")!.GetAttribute("value"));
        Assert.AreEqual("Typed too", page.Document.QuerySelector("#reason")!.TextContent);
        var focused = page.Document.QuerySelector("[autofocus]")?.Id ?? "";
        Assert.EndsWith(focus, focused);
        Assert.AreEqual("Networking for credit", (await StoredAsync(host)).Title, "Only Save saves.");
        (await ActAsync(visitor, page, "save")).HasStatus(302);
        Assert.AreEqual(tree, Words((await StoredAsync(host)).Definition.Requirement));
    }

    [TestMethod]
    public async Task Buttons_OfTheTree_NameTheirPart()
    {
        using var host = new WebHost();
        var (_, page) = await OpenAsync(host);
        var names = page.Document.QuerySelectorAll("#section-requirement button").Select(button => WebPage.Fold(button.TextContent)).ToList();
        CollectionAssert.Contains(names, "Remove part 1, Networking Fundamentals (Harbor Institute)");
        CollectionAssert.Contains(names, "Edit part 1, Networking Fundamentals (Harbor Institute)");
        CollectionAssert.Contains(names, "Remove the whole requirement");
        Assert.HasCount(names.Count, names.Distinct().ToList());
    }

    [TestMethod]
    public async Task LineIds_StayAndAreNeverGivenTwice()
    {
        using var host = new WebHost();
        var (visitor, page) = await OpenAsync(host);
        page = await ActAsync(visitor, page, "line awards elective");
        page = await ActAsync(visitor, page, "up awards[1]", ("awards[1].credits", "3"), ("awards[1].level", "upper"));
        (await ActAsync(visitor, page, "save")).HasStatus(302);
        Assert.AreEqual("L2,L1", string.Join(',', (await StoredAsync(host)).Definition.Awards.Select(award => award.LineId)));
        page = await visitor.GetAsync(page.Address);
        page = await ActAsync(visitor, page, "remove awards[0]");
        page = await ActAsync(visitor, page, "line awards exemption");
        (await ActAsync(visitor, page, "save")).HasStatus(302);
        Assert.AreEqual("L1,L3", string.Join(',', (await StoredAsync(host)).Definition.Awards.Select(award => award.LineId)), "L2 was an elective, and stays one for ever.");
    }

    [TestMethod]
    public async Task Enter_InAPicker_LooksForIt_AndElseSaves()
    {
        using var host = new WebHost();
        var (visitor, page) = await OpenAsync(host);
        page = await ActAsync(visitor, page, "open requirement.items[0]");
        page = await ActAsync(visitor, page, "enter", ("requirement.items[0].selector.find", "analytics"));
        page.HasStatus(200).Says("Data Analytics Professional Certificate");
        (await ActAsync(visitor, page, "enter", ("requirement.items[0].selector.find", ""))).HasStatus(302);
    }

    [TestMethod]
    public async Task Discard_SaysWhatGoes_AndThrowsItAway()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync($"/rules/drafts/{host.Sample.Draft.Id}/discard");
        page.IsShown("Discard the draft of EQ-00041").Says("The rule goes with it");
        (await visitor.SubmitAsync(page, "main form")).LeadsTo("/rules");
        (await visitor.GetAsync($"/rules/drafts/{host.Sample.Draft.Id}")).HasStatus(404);
        Assert.IsFalse(await host.QueryAsync(db => db.EquivalencyRules.AnyAsync(rule => rule.Code == "EQ-00041")));
    }

    [TestMethod]
    public async Task Editor_ForWhoMayNotEditRules_IsRefused()
    {
        using var host = new WebHost();
        foreach (var user in new[] { host.Sample.Evaluator, host.Sample.Faculty, host.Sample.Auditor })
        {
            var visitor = await host.SignInAsync(user);
            (await visitor.GetAsync($"/rules/drafts/{host.Sample.Draft.Id}")).HasStatus(403);
            (await visitor.GetAsync("/rules/new")).HasStatus(403);
            (await visitor.PostAsync($"/rules/drafts/{host.Sample.Draft.Id}", ("do", "save"))).HasStatus(403);
        }
    }

    internal static async Task<(Visitor Visitor, WebPage Page)> OpenAsync(WebHost host)
    {
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        return (visitor, (await visitor.GetAsync($"/rules/drafts/{host.Sample.Draft.Id}")).HasStatus(200));
    }

    internal static Task<WebPage> ActAsync(Visitor visitor, WebPage page, string act, params (string Name, string Value)[] typed) => visitor.SubmitAsync(page.Document.QuerySelector("#editor") is null ? throw new AssertFailedException($"before {act}: {page.Status} {page.Text}") : page, "#editor", [("do", act), .. typed]);

    private static async Task<(Visitor Visitor, WebPage Page)> BlankAsync(WebHost host)
    {
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var created = await visitor.SubmitAsync(await visitor.GetAsync("/rules/new"), "main form", ("Input.Title", "Blank"), ("Input.Department", "CS"));
        return (visitor, await visitor.GetAsync(created.Response.Headers.Location!.ToString()));
    }

    private static Task<RuleVersion> StoredAsync(WebHost host) => host.QueryAsync(db => db.RuleVersions.AsNoTracking().SingleAsync(version => version.Id == host.Sample.Draft.Id));

    private static Task<RuleVersion> NewestAsync(WebHost host) => host.QueryAsync(db => db.RuleVersions.AsNoTracking().OrderByDescending(version => version.Id).FirstAsync());

    private static string Words(Requirement node) => node switch
    {
        AllOf all => $"all({string.Join(',', all.Items.Select(Words))})",
        AnyOf any => $"any({string.Join(',', any.Items.Select(Words))})",
        Passed passed => passed.Course,
        _ => node.ToString()!,
    };
}
