using CreditBridge.Core.Data;
using CreditBridge.Core.Letters;
using CreditBridge.Jobs.Letters;
using CreditBridge.Jobs.Settings;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Jobs.Letters;

[TestClass]
public sealed class LetterSweepTests
{
    [TestMethod]
    public async Task Sweep_WithoutAMailServer_PutsWholeFilesIntoTheFolder()
    {
        await using var bridge = await TestBridge.CreateAsync();
        var letter = LetterOf(bridge, "ada@example.edu");
        await bridge.AddAsync(letter);
        Assert.AreEqual(1, await SweepAsync(bridge));
        Assert.AreEqual(0, await SweepAsync(bridge));
        var file = Directory.GetFiles(bridge.Data.Letters).Single();
        Assert.AreEqual($"{letter.Id:N}.eml", Path.GetFileName(file));
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains("To: ada@example.edu", text);
        Assert.Contains("Subject: Your credit", text);
        Assert.Contains("Auto-Submitted: auto-generated", text);
        Assert.AreEqual(LetterState.Sent, (await OnlyAsync(bridge)).State);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Sweep_ByFourWorkersAtOnce_SendsEachOnce(DatabaseProvider provider)
    {
        await using var mail = new MailboxServer();
        await using var bridge = await TestBridge.CreateAsync(provider, settings: Settings(mail.Port));
        await bridge.AddAsync(Enumerable.Range(0, 60).Select(i => LetterOf(bridge, $"learner{i}@example.edu")));
        var handled = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await SweepAsync(bridge) + await SweepAsync(bridge);
            }
            catch (DbUpdateException)
            {
                return 0;
            }
        })));
        while (await SweepAsync(bridge) > 0)
            ;
        Assert.IsLessThanOrEqualTo(60, handled.Sum());
        Assert.HasCount(60, mail.Letters);
        Assert.HasCount(60, mail.Letters.Select(letter => letter.Split("Message-Id: ")[1].Split('\n')[0]).Distinct().ToList());
    }

    [TestMethod]
    public async Task Sweep_WhereTheServerIsAway_TriesEverMoreSlowly_AndIsGivenUpInTheEnd()
    {
        await using var bridge = await TestBridge.CreateAsync(settings: Settings(port: 1));
        await bridge.AddAsync(LetterOf(bridge, "ada@example.edu"));
        Assert.AreEqual(1, await SweepAsync(bridge));
        var first = await OnlyAsync(bridge);
        Assert.AreEqual((LetterState.Waiting, 1, "The mail server cannot be reached."), (first.State, first.Attempts, first.LastError));
        Assert.AreEqual(0, await SweepAsync(bridge), "It waits.");
        for (var attempt = 2; attempt <= Letter.MostAttempts; attempt++)
        {
            bridge.Time.Advance(TimeSpan.FromHours(7));
            Assert.AreEqual(1, await SweepAsync(bridge), $"Attempt {attempt}");
        }

        Assert.AreEqual(LetterState.Failed, (await OnlyAsync(bridge)).State);
        bridge.Time.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual(0, await SweepAsync(bridge));
        Assert.AreEqual(1, await bridge.InScopeAsync<LetterTemplates, int>(templates => templates.RetryAsync(TestBridge.Registrar, CancellationToken.None)));
        Assert.AreEqual(1, await SweepAsync(bridge));
    }

    [TestMethod]
    public async Task Sweep_ARefusedAddress_DoesNotKeepTheOthersBack()
    {
        await using var mail = new MailboxServer { Refuses = "nobody@example.edu" };
        await using var bridge = await TestBridge.CreateAsync(settings: Settings(mail.Port));
        await bridge.AddAsync(LetterOf(bridge, "nobody@example.edu"), LetterOf(bridge, "ada@example.edu"));
        await SweepAsync(bridge);
        Assert.Contains("To: ada@example.edu", mail.Letters.Single());
        Assert.AreEqual("no such mailbox", await bridge.DbAsync(db => db.Letters.Where(letter => letter.State == LetterState.Waiting).Select(letter => letter.LastError).SingleAsync()));
    }

    [TestMethod]
    public async Task Sweep_ALinkToSignIn_IsNotKept()
    {
        await using var bridge = await TestBridge.CreateAsync();
        await bridge.AddAsync(Letter.Of(LetterEvent.SignInLink, "ada@example.edu", "Sign in", "https://credit.example.edu/sign-in/link/secret", bridge.Time.GetUtcNow().UtcDateTime));
        await SweepAsync(bridge);
        Assert.Contains("secret", await File.ReadAllTextAsync(Directory.GetFiles(bridge.Data.Letters).Single()));
        Assert.DoesNotContain("secret", (await OnlyAsync(bridge)).Body);
    }

    [TestMethod]
    public void Letter_States_AreExactlyThese() =>
        StateMachine.IsExactly([(LetterState.Waiting, LetterState.Sent), (LetterState.Waiting, LetterState.Failed), (LetterState.Failed, LetterState.Waiting)], Letter.CanMove);

    [TestMethod]
    [DataRow("not an address", "", "no e-mail address")]
    [DataRow("credit@example.edu", "mail.example.edu", "another machine")]
    public void Options_ThatWouldLeak_AreRefused(string from, string host, string says) =>
        Assert.Contains(says, Assert.ThrowsExactly<InvalidOperationException>(() => new LetterOptions { From = from, Host = host, Security = MailKit.Security.SecureSocketOptions.None }.Validated()).Message);

    private static Letter LetterOf(TestBridge bridge, string to) => Letter.Of(LetterEvent.CreditOffered, to, "Your credit", "Dear Ada,\n\nMATH 1431, 3 credits.", bridge.Time.GetUtcNow().UtcDateTime);

    private static Task<int> SweepAsync(TestBridge bridge) => bridge.InScopeAsync<LetterSweep, int>(letters => letters.NextAsync(CancellationToken.None));

    private static Task<Letter> OnlyAsync(TestBridge bridge) => bridge.DbAsync(db => db.Letters.AsNoTracking().SingleAsync());

    private static Dictionary<string, string?> Settings(int port) => new() { ["Letters:Host"] = "127.0.0.1", ["Letters:Port"] = $"{port}", ["Letters:Security"] = "None", ["Letters:From"] = "credit@small.example" };
}
