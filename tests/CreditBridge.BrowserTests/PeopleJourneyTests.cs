using System.Text;
using CreditBridge.BrowserTests.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>People who ask and people who answer: each journey from its first page to its last, with the mouse, with the keyboard alone, and without JavaScript.</summary>
[TestClass]
public sealed class PeopleJourneyTests
{
    private const string Evaluator = "Tomas", Faculty = "Priya", OtherRegistrar = "Rupert";

    [TestMethod]
    public async Task Alumnus_ComesByEMail_AddsABadge_Asks_IsApproved_AndShowsTheAward()
    {
        var byKeys = await Alumnus.WithScriptAsync();
        var byMouse = await Alumnus.WithoutScriptAsync();
        (Alumnus Who, Hand Hand, string Course)[] people = [(byKeys, new(byKeys.Visit.Page, hasMouse: false), "ECON 2301"), (byMouse, new(byMouse.Visit.Page, hasMouse: true), "PSYC 2301")];
        await using var staff = await BeginAsync(Evaluator, withScript: true);
        foreach (var (who, hand, course) in people)
        {
            var request = await AskAsync(hand, $"alumnus-{course[..4]}", who.Address, course, "I examined people at work.", isFile: who == byMouse);
            await who.Visit.PictureAsync($"alumnus-asked-{course[..4]}");
            await ApproveAsync(new(staff.Page, hasMouse: true), request, "The project is what this course teaches.");
        }

        await using var registrar = await BeginAsync("Registrar", withScript: true);
        await Demo.RunNightAsync(registrar.Page);
        foreach (var (who, hand, course) in people)
        {
            await hand.Page.GotoAsync("/my-credit");
            var grant = hand.Page.Locator("section.card[id^=grant]", new() { HasText = course });
            await Assertions.Expect(grant.Locator(".pill").First).ToContainTextAsync("Posted");
            await hand.PressAsync(grant.Locator(".share > summary"));
            await hand.PressAsync(grant.GetByRole(AriaRole.Button, new() { Name = "Make a link" }));
            await hand.PressAsync(grant.GetByRole(AriaRole.Link, new() { Name = "Look at it" }));
            await hand.Page.IsVerifiedAsync();
            await who.Visit.PictureAsync($"alumnus-award-{course[..4]}");
            who.Visit.Watch.SawNothing();
        }

        staff.Watch.SawNothing();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Evaluator_SendsToFaculty_WhoReturnsOne_AndApprovesAnother(bool withScript)
    {
        await using var office = await BeginAsync(Evaluator, withScript);
        await using var faculty = await BeginAsync(Faculty, withScript);
        var (desk, department) = (new Hand(office.Page, hasMouse: true), new Hand(faculty.Page, hasMouse: true));
        await desk.Page.GotoAsync("/requests?department=COMP&sort=-opened");
        var waiting = await desk.Page.Locator("tbody a[data-open]").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        var (returned, approved) = withScript ? (waiting[^1], waiting[^2]) : (waiting[^3], waiting[^4]);
        foreach (var request in new[] { returned, approved })
        {
            await desk.Page.GotoAsync(request);
            await desk.PressAsync(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Send to faculty" }));
            await desk.ChooseAsync(desk.Page.GetByLabel("Department", new() { Exact = true }), "COMP");
            await desk.WriteAsync(desk.Page.GetByLabel("What should they look at?"), "Is it as deep as the course?");
            await desk.PressAsync(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Send to faculty" }));
            await desk.Page.GetByRole(AriaRole.Status).WaitForAsync();
        }

        var item = await OpenAsync(returned);
        await department.WriteAsync(item.GetByLabel("Why", new() { Exact = true }), "The history department knows this one.");
        await department.PressAsync(item.GetByRole(AriaRole.Button, new() { Name = "Give it back" }));
        await department.Page.GetByRole(AriaRole.Status).WaitForAsync();
        await desk.Page.GotoAsync(returned);
        await Assertions.Expect(desk.Page.Locator("main")).ToContainTextAsync("The history department knows this one.");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Send to faculty" })).ToBeVisibleAsync();

        item = await OpenAsync(approved);
        await faculty.PictureAsync("faculty");
        if (await item.Locator("select[name='Input.Choice']").First.IsVisibleAsync())
            await item.Locator("select[name='Input.Choice']").First.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await department.PressAsync(item.Locator("button[data-main]").First);
        await Assertions.Expect(department.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("approved");
        await desk.Page.GotoAsync(approved);
        await Assertions.Expect(desk.Page.Locator("main")).ToContainTextAsync("by Priya Raghunathan");
        office.Watch.SawNothing();
        faculty.Watch.SawNothing();

        async Task<ILocator> OpenAsync(string request)
        {
            await department.Page.GotoAsync("/department");
            return department.Page.Locator($"#request-{request.Split('/')[^1]}");
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Learner_Appeals_WhoDeclinedIsRefused_AndAnotherPersonDecides(bool withScript)
    {
        await using var learner = await BeginAsync("Learner", withScript);
        await using var first = await BeginAsync(Evaluator, withScript);
        await using var second = await BeginAsync(OtherRegistrar, withScript);
        var (hand, decider, other) = (new Hand(learner.Page, !withScript), new Hand(first.Page, !withScript), new Hand(second.Page, !withScript));
        var request = await AskAsync(hand, $"appeal-{withScript}", await AddressAsync(learner.Page), withScript ? "ENGL 1302" : "GOVT 2305", "It is the same.", isFile: false);
        await decider.Page.GotoAsync($"/requests/{request}");
        await decider.CheckAsync(decider.Page.GetByLabel("Decline", new() { Exact = true }));
        await decider.ChooseAsync(decider.Page.GetByLabel("Reason for declining"), "ContentDiffers");
        await decider.WriteAsync(decider.Page.GetByLabel("Sentence"), "It covers half of the course.");
        await decider.PressAsync(decider.Page.GetByRole(AriaRole.Button, new() { Name = "Decide", Exact = true }));
        await Assertions.Expect(decider.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("declined");

        await hand.Page.GotoAsync($"/my-requests/{request}");
        await Assertions.Expect(hand.Page.Locator("main")).ToContainTextAsync("It covers half of the course.");
        await hand.WriteAsync(hand.Page.GetByLabel("Why is it wrong?"), "The syllabus names every topic.");
        await hand.PressAsync(hand.Page.GetByRole(AriaRole.Button, new() { Name = "Appeal", Exact = true }));
        await hand.Page.GetByRole(AriaRole.Status).WaitForAsync();
        await learner.PictureAsync("appealed");

        await decider.Page.GotoAsync($"/requests/{request}");
        await Assertions.Expect(decider.Page.Locator("main")).ToContainTextAsync("You took part in the first decision: somebody else decides the appeal.");
        await Assertions.Expect(decider.Page.GetByLabel("Approve", new() { Exact = true })).ToHaveCountAsync(0);
        await first.PictureAsync("appeal-refused");
        await ApproveAsync(other, request, "The syllabus shows it.");
        await hand.Page.GotoAsync($"/my-requests/{request}");
        await Assertions.Expect(hand.Page.Locator("main")).ToContainTextAsync("The syllabus shows it.");
        await Assertions.Expect(hand.Page.Locator("#appeal")).ToHaveCountAsync(0);
        foreach (var visit in new[] { learner, first, second })
            visit.Watch.SawNothing();
    }

    [TestMethod]
    public async Task Registrar_SetsFourteenDays_AndTheLearnerAcceptsTheOffer()
    {
        await using var registrar = await BeginAsync("Registrar", withScript: true);
        await using var learner = await BeginAsync("Learner", withScript: true);
        await using var evaluator = await BeginAsync(Evaluator, withScript: true);
        var hand = new Hand(learner.Page, hasMouse: true);
        await SetDaysAsync(registrar.Page, 14);
        try
        {
            var request = await AskAsync(hand, "offer", await AddressAsync(learner.Page), "HIST 1302", "", isFile: false);
            await ApproveAsync(new(evaluator.Page, hasMouse: true), request, "It covers the course.");
            await hand.Page.GotoAsync("/my-credit");
            var grant = hand.Page.Locator("section.card[id^=grant]", new() { HasText = "This credit is offered to you until" });
            await Assertions.Expect(grant).ToContainTextAsync("HIST 1302");
            await hand.Page.HasNoViolationAsync();
            await learner.PictureAsync("offer");
            await hand.PressAsync(grant.GetByRole(AriaRole.Button, new() { Name = "Accept the credit" }));
            await Assertions.Expect(hand.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Accepted. The credit goes to your student record.");
            learner.Watch.SawNothing();
        }
        finally
        {
            await SetDaysAsync(registrar.Page, 0);
        }

        registrar.Watch.SawNothing();
    }

    private static async Task SetDaysAsync(IPage page, int days)
    {
        await page.GotoAsync("/policy");
        await page.GetByText("Change this").ClickAsync();
        await page.GetByLabel("Days to answer an offer").FillAsync($"{days}");
        await page.GetByLabel("Why", new() { Exact = true }).FillAsync("The senate wants it so.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the offer policy" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).WaitForAsync();
    }

    private static async Task<Visit> BeginAsync(string role, bool withScript)
    {
        var visit = await Visit.BeginAsync(Mode.Wide, options => options.JavaScriptEnabled = withScript);
        await visit.SignInAsync(role);
        return visit;
    }

    /// <summary>The first address that a badge may name.</summary>
    private static async Task<string> AddressAsync(IPage page)
    {
        await page.GotoAsync("/my-badges");
        return (await page.Locator("main .card", new() { HasText = "A badge must name one of these addresses" }).Locator("li").First.InnerTextAsync()).Trim();
    }

    /// <summary>Adds a badge and asks credit for it.</summary>
    /// <returns>The id of the request.</returns>
    private static async Task<string> AskAsync(Hand hand, string id, string address, string course, string statement, bool isFile)
    {
        var page = hand.Page;
        var badge = DemoSigner.Badge(id, address, $"Journey {id}");
        await page.GotoAsync("/my-badges");
        if (isFile)
            await page.GetByLabel("Or its file").SetInputFilesAsync(new FilePayload { Name = "badge.jwt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(badge) });
        else
            await hand.WriteAsync(page.GetByLabel("Link, or the badge itself"), badge);
        await hand.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Added, and verified. Our rules look at it tonight.");
        await page.GotoAsync("/my-requests/new");
        await hand.CheckAsync(page.GetByLabel($"Journey {id}"));
        await hand.WriteAsync(page.GetByLabel("The course you hope for"), course);
        await hand.WriteAsync(page.GetByLabel("Why should it count?"), statement);
        await hand.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Ask for credit" }));
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("We have your request");
        return new Uri(page.Url).AbsolutePath.Split('/')[^1];
    }

    private static async Task ApproveAsync(Hand hand, string request, string sentence)
    {
        await hand.Page.GotoAsync($"/requests/{request}");
        await FillApprovalAsync(hand, sentence);
        await Assertions.Expect(hand.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("approved");
    }

    private static async Task FillApprovalAsync(Hand hand, string sentence)
    {
        await hand.CheckAsync(hand.Page.GetByLabel("Approve", new() { Exact = true }));
        await hand.WriteAsync(hand.Page.GetByLabel("Credits", new() { Exact = true }), "3");
        await hand.WriteAsync(hand.Page.GetByLabel("Sentence"), sentence);
        await hand.PressAsync(hand.Page.GetByRole(AriaRole.Button, new() { Name = "Decide", Exact = true }));
    }
}
