using Microsoft.Playwright;

namespace CreditBridge.BrowserTests.Support;

/// <summary>A page to look at: whose it is, the list it is reached from, and, for a page about one thing, the link to follow there or what else to do.</summary>
internal sealed record DemoPage(string Name, string Role, string Start, string? Link = null, Func<IPage, Task>? Act = null)
{
    /// <summary>A word no line has room for.</summary>
    private const string Long = "thisIsOneWordThatIsFarLongerThanAnyLineOfASmallScreenAndHasNoPlaceWhereItCouldBreak";

    public static IReadOnlyList<DemoPage> All { get; } =
    [
        new("front", "", "/"),
        new("sign-in", "", "/sign-in"),
        new("dashboard", "Registrar", "/dashboard"),
        new("requests", "Registrar", "/requests"),
        new("requests, none match", "Registrar", "/requests?q=nobody"),
        new("request to decide", "Registrar", "/requests", "tbody a"),
        new("request decided", "Registrar", "/requests?show=Decided", "tbody a"),
        new("requests with faculty, none", "Registrar", "/requests?show=WithFaculty"),
        new("requests past the promise", "Registrar", "/requests?overdue=true"),
        new("views of the requests", "Evaluator", "/requests/views?show=All"),
        new("requests to assign", "Registrar", "/requests", "tbody a", page => page.Locator("main a[href*='/assign']").First.ClickAsync()),
        new("ask the learner", "Evaluator", "/requests", "tbody a", page => page.Locator("main a[href*='what=Ask']").ClickAsync()),
        new("send to faculty", "Evaluator", "/requests", "tbody a", page => page.Locator("main a[href*='what=Faculty']").ClickAsync()),
        new("alike", "Evaluator", "/requests/alike"),
        new("alike, one group", "Evaluator", "/requests/alike", "tbody a"),
        new("turnaround", "Registrar", "/requests/statistics"),
        new("department", "Priya", "/department"),
        new("clocks", "Registrar", "/clocks"),
        new("rules", "Registrar", "/rules"),
        new("rules, none match", "Registrar", "/rules?q=nothing-like-it"),
        new("rule", "Registrar", "/rules", "tbody a"),
        new("new rule", "Registrar", "/rules/new"),
        new("rule health", "Registrar", "/rules/health"),
        new("credit policy", "Registrar", "/policy"),
        new("credit policy, a layer", "Registrar", "/policy/layer?scope=Institution"),
        new("precedents", "Registrar", "/rules/precedents"),
        new("why not", "Registrar", "/rules/EQ-00001/why-not"),
        new("outcome map", "Registrar", "/rules/health?check=OutcomeMapMissing", "tbody .btn"),
        new("rules of a faculty approver", "Priya", "/rules?show=Waiting"),
        new("what counts here", "", "/equivalencies"),
        new("equivalency", "", "/equivalencies", "main .card a"),
        new("credentials", "Registrar", "/credentials?status=Active"),
        new("credential", "Registrar", "/credentials?verification=Indeterminate", "tbody a"),
        new("unmatched", "Registrar", "/unmatched"),
        new("unmatched credential", "Registrar", "/unmatched", "tbody a"),
        new("grants", "Registrar", "/grants?byRule=true"),
        new("grant", "Registrar", "/grants", "tbody a"),
        new("postings", "Registrar", "/postings?state=Posted"),
        new("postings, none", "Registrar", "/postings?state=Unknown"),
        new("posting", "Registrar", "/postings?state=Posted", "tbody a"),
        new("reconciliation", "Registrar", "/reconciliation"),
        new("reads", "Registrar", "/student-system/reads"),
        new("student system", "Registrar", "/student-system"),
        new("codes", "Registrar", "/student-system/codes?kind=Source"),
        new("batches", "Registrar", "/postings/batches"),
        new("partners", "Registrar", "/partners"),
        new("partners, due", "Registrar", "/partners?due=true"),
        new("partner", "Registrar", "/partners/comptia"),
        new("partner of an auditor", "Auditor", "/partners/comptia"),
        new("ways to connect", "Registrar", "/partners/new"),
        new("connect a partner", "Registrar", "/partners/new?connector=Credly"),
        new("connect a partner, refused", "Registrar", "/partners/new?connector=Credly", Act: RefusePartnerAsync),
        new("connection tried", "Registrar", "/partners/comptia/settings", Act: page => page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync()),
        new("agreement", "Registrar", "/partners/comptia/agreement"),
        new("agreement, refused", "Registrar", "/partners/comptia/agreement", Act: page => page.GetByRole(AriaRole.Button, new() { Name = "Add the contact" }).ClickAsync()),
        new("reviews", "Registrar", "/partners/comptia/reviews"),
        new("issuers", "Registrar", "/partners/comptia/issuers"),
        new("achievements", "Registrar", "/partners/comptia/achievements"),
        new("achievements, none match", "Registrar", "/partners/comptia/achievements?q=nothing-is-called-" + Long),
        new("achievement", "Registrar", "/partners/comptia/achievements", "tbody a"),
        new("sync runs", "Registrar", "/sync-runs"),
        new("sync run", "Registrar", "/sync-runs", "tbody a"),
        new("night", "Registrar", "/dashboard", "main .sub a[href*='/nights/']"),
        new("quarantine", "Registrar", "/quarantine"),
        new("quarantine group", "Registrar", "/quarantine", "tbody a"),
        new("quarantine group of an auditor", "Auditor", "/quarantine", "tbody a"),
        new("imports", "Registrar", "/imports"),
        new("not found", "Registrar", "/nowhere"),
        new("dashboard of an auditor", "Auditor", "/dashboard"),
        new("trail", "Auditor", "/trail"),
        new("request of an auditor", "Auditor", "/requests", "tbody a"),
        new("dashboard of an advisor", "Advisor", "/dashboard"),
        new("not allowed", "Advisor", "/grants"),
        new("sign in by e-mail", "", "/sign-in/link"),
        new("sign-in link that is over", "", "/sign-in/link/over"),
        new("sessions", "Registrar", "/account/sessions"),
        new("sessions of a learner", "Learner", "/account/sessions"),
        new("delegations", "Registrar", "/account/delegations"),
        new("users", "Administrator", "/users"),
        new("user", "Administrator", "/users", "tbody a"),
        new("programs", "Administrator", "/programs"),
        new("my credit", "Learner", "/my-credit"),
        new("my credit, shared", "Learner", "/my-credit", Act: ShareAsync),
        new("my badges", "Learner", "/my-badges"),
        new("my requests", "Learner", "/my-requests"),
        new("ask for credit", "Learner", "/my-requests/new"),
        new("my request", "Learner", "/my-requests", "main h2 a"),
        new("my progress", "Learner", "/my-progress"),
        new("my data", "Learner", "/my-data"),
        new("estimate", "", "/estimate"),
        new("corrections", "Registrar", "/corrections"),
        new("disclosures", "Registrar", "/disclosures"),
        new("disclosures, none match", "Registrar", "/disclosures?q=nobody"),
        new("letters", "Registrar", "/letters"),
        new("letters, none match", "Registrar", "/letters?q=nobody-at-all"),
        new("words of the letters", "Registrar", "/letters/words"),
        new("words of a letter", "Registrar", "/letters/words", "tbody a"),
        new("learners", "Registrar", "/learners"),
        new("learners, none match", "Registrar", "/learners?q=nobody-at-all"),
        new("learner", "Registrar", "/learners", "tbody a"),
        new("merge of two", "Registrar", "/learners?q=H20000001", Act: page => CompareAsync(page, "H20000002")),
        new("merge with nobody", "Registrar", "/learners?q=H20000001", Act: page => CompareAsync(page, "H0")),
        new("awards by hand", "Registrar", "/awards-by-hand"),
        new("awards by hand, checked", "Registrar", "/awards-by-hand", Act: CheckByHandAsync),
        new("search", "Registrar", "/search?q=COSC%201336"),
        new("search, nothing found", "Registrar", "/search?q=nothing-is-called-" + Long),
        new("credit policy, offers refused", "Registrar", "/policy", Act: RefuseOffersAsync),
        new("awards by hand, refused", "Registrar", "/awards-by-hand", Act: page => page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync()),
        new("ask the learner, refused", "Evaluator", "/requests", "tbody a", AskNothingAsync),
        new("sign in by e-mail, refused", "", "/sign-in/link", Act: page => page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync()),
        new("ask for credit, refused", "Learner", "/my-requests/new", Act: page => page.Locator("#ask button.btn-primary").ClickAsync()),
        new("my badges, refused", "Learner", "/my-badges", Act: RefuseBadgeAsync),
        new("award", "Learner", "/my-credit", Act: OpenAwardAsync),
    ];

    public async Task OpenAsync(Visit visit)
    {
        if (Role.Length > 0)
            await visit.SignInAsync(Role);
        await visit.Page.GotoAsync(Start);
        if (Link is not null)
        {
            await visit.Page.Locator(Link).First.ClickAsync();
            await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }

        if (Act is not null)
            await Act(visit.Page);
    }

    private static async Task CompareAsync(IPage page, string with)
    {
        await page.GetByLabel("The same person has another number").FillAsync(with);
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await page.WaitForURLAsync("**/merge?*");
    }

    private static async Task CheckByHandAsync(IPage page)
    {
        await page.GetByLabel("Student numbers").FillAsync($"H20000001\nH20000002\n{Long}");
        await page.GetByLabel("What was assessed, by whom and how").FillAsync($"A portfolio: {Long}");
        await page.GetByLabel("Recognised because of").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByLabel("Course", new() { Exact = true }).FillAsync("COSC 1336");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await page.Locator("#check").WaitForAsync();
    }

    private static async Task RefuseOffersAsync(IPage page)
    {
        await page.GetByText("Change this").ClickAsync();
        await page.GetByLabel("Days to answer an offer").FillAsync("14");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the offer policy" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
    }

    private static async Task RefusePartnerAsync(IPage page)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(Long);
        await page.GetByLabel("Organization id").FillAsync(Long);
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
    }

    private static async Task AskNothingAsync(IPage page)
    {
        await page.Locator("main a[href*='what=Ask']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask the learner" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
    }

    private static async Task RefuseBadgeAsync(IPage page)
    {
        await page.GetByLabel("Link, or the badge itself").FillAsync(Long + Long + Long);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await page.Locator("main .card").First.WaitForAsync();
    }

    /// <summary>Opens the first grant's share part, and makes its link where there is none yet.</summary>
    private static async Task ShareAsync(IPage page)
    {
        var share = page.Locator(".share").First;
        await share.Locator("summary").ClickAsync();
        if (await share.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).IsVisibleAsync())
            await share.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await share.Locator("input[readonly]").WaitForAsync();
    }

    private static async Task OpenAwardAsync(IPage page)
    {
        await ShareAsync(page);
        await page.Locator(".share a.btn").First.ClickAsync();
        await page.IsVerifiedAsync();
    }
}
