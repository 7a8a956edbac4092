using System.Text;
using CreditBridge.BrowserTests.Support;
using CreditBridge.Tests.Web.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>What people write stays text: each string of the corpus in each place where somebody may write, opened where somebody else reads it.</summary>
[TestClass]
public sealed class HostileTextTests
{
    private const int MostOfANote = 2_000, MostOfAName = 190, MostOfATitle = 390;

    [TestMethod]
    public async Task Corpus_InEveryPlaceOfARequest_RunsNothing()
    {
        Assert.HasCount(40, Attacks.All);
        var alumnus = await Alumnus.OtherAsync();
        await using var staff = await Visit.BeginAsync(Mode.Wide);
        await staff.SignInAsync("Evaluator");
        var (own, desk) = (alumnus.Visit.Page, staff.Page);
        List<string> dialogs = [];
        foreach (var page in new[] { own, desk })
            page.Dialog += (_, dialog) => { dialogs.Add(dialog.Message); _ = dialog.DismissAsync(); };

        var titles = Chunks(MostOfATitle, " ");
        foreach (var (title, number) in titles.Select((title, number) => (title, number)))
        {
            await own.GotoAsync("/my-badges");
            await own.GetByLabel("Link, or the badge itself").FillAsync(DemoSigner.Badge($"hostile-{number}", alumnus.Address, title));
            await own.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            await Assertions.Expect(own.Locator("main")).ToContainTextAsync("Added, and verified.");
        }

        var all = string.Join('\n', Attacks.All);
        // A browser sends no '/' and no quotation mark within the name of a file.
        var names = Chunks(MostOfAName, "").Select(name => name.Replace('/', '∕').Replace('"', '″')).ToList();
        await own.GotoAsync("/my-requests/new");
        foreach (var box in await own.Locator("input[name='Input.Credentials']").AllAsync())
            await box.CheckAsync();
        await own.GetByLabel("Why should it count?").FillAsync(all);
        await own.Locator("#ask input[type=file]").SetInputFilesAsync(Files(names.Take(5)));
        await own.GetByRole(AriaRole.Button, new() { Name = "Ask for credit" }).ClickAsync();
        await Assertions.Expect(own.GetByRole(AriaRole.Status)).ToContainTextAsync("We have your request");
        var request = new Uri(own.Url).AbsolutePath.Split('/')[^1];
        for (var sent = 5; sent < names.Count; sent += 5)
        {
            await own.GetByLabel("Message", new() { Exact = true }).FillAsync($"{sent}\n{all}");
            await own.Locator("#message input[type=file]").SetInputFilesAsync(Files(names.Skip(sent).Take(5)));
            await own.Locator("#message").GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
            await own.GetByRole(AriaRole.Status).WaitForAsync();
        }

        foreach (var note in Chunks(MostOfANote, "\n"))
        {
            await desk.GotoAsync($"/requests/{request}/act?what=Note");
            await desk.GetByLabel("Note", new() { Exact = true }).FillAsync(note);
            await desk.GetByRole(AriaRole.Button, new() { Name = "Keep the note" }).ClickAsync();
            await desk.GetByRole(AriaRole.Status).WaitForAsync();
        }

        try
        {
            await ReadAsync(own, "/my-badges", titles[0]);
            await ReadAsync(own, "/my-requests", titles[0]);
            await ReadAsync(own, $"/my-requests/{request}", Attacks.All[2], names[0], names[^1]);
            await ReadAsync(own, "/my-data");
            await ReadAsync(desk, $"/requests/{request}", Attacks.All[2], names[0], names[^1], titles[0]);
            await ReadAsync(desk, "/requests?sort=-opened");
            await ReadAsync(desk, "/learners?q=" + Uri.EscapeDataString(Attacks.All[0]), Attacks.All[0]);
            await ReadAsync(desk, "/search?q=" + Uri.EscapeDataString(Attacks.All[2]), Attacks.All[2]);
            await ReadAsync(desk, "/letters");
            Assert.IsEmpty(dialogs, string.Join('\n', dialogs));
            alumnus.Visit.Watch.SawNothing();
            staff.Watch.SawNothing();
        }
        finally
        {
            // A line without credits on top of the queue is no routine: other tests decide what is on top.
            await own.GotoAsync($"/my-requests/{request}");
            await own.Locator(".withdraw summary").ClickAsync();
            await own.Locator(".withdraw button").ClickAsync();
        }
    }

    /// <summary>The page shows the texts as they were written, and has neither what they would have made nor a place to run it.</summary>
    private static async Task ReadAsync(IPage page, string address, params string[] texts)
    {
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var shown = await page.EvaluateAsync<string>("() => document.body.textContent + [...document.querySelectorAll('input')].map(field => field.value).join('\\n')");
        foreach (var text in texts)
            Assert.Contains(text, shown, address);
        var made = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('main script, main iframe, main img[src=x], main video, main audio, main object, main embed, main marquee, main base, main meta, main style, main link, main math, main x, [onerror], [onload], [onclick], [ontoggle], [onfocus], a[href^=\"javascript:\"], [hx-get^=\"https:\"]')].map(element => element.outerHTML)");
        Assert.IsEmpty(made, $"{address}: {string.Join('\n', made)}");
    }

    private static FilePayload[] Files(IEnumerable<string> names) =>
        [.. names.Select(name => new FilePayload { Name = $"{name}.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes($"A syllabus: {name}") })];

    /// <summary>The whole corpus in as few texts as fit.</summary>
    private static List<string> Chunks(int most, string between)
    {
        List<string> chunks = [""];
        foreach (var attack in Attacks.All)
        {
            if (chunks[^1].Length + between.Length + attack.Length > most)
                chunks.Add("");
            chunks[^1] += chunks[^1].Length == 0 ? attack : between + attack;
        }

        return chunks;
    }
}
