using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Access;

/// <summary>
/// One-time links for learners who have no campus account any more: sent to a confirmed address only, good for fifteen minutes, one use, and the browser that asked. The first
/// time, a fact of the student record is asked for as well, since a mailbox may have another owner by now.
/// </summary>
public sealed class SignInLinks(BridgeDbContext db, LetterWriting letters, IssuerSite site, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private const int MostWrongAnswers = 5;

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Says nothing about whether the address is known: the caller has nothing to tell.</summary>
    public async Task AskAsync(string address, string browser, CancellationToken cancellation)
    {
        if (await LearnerOfAsync(address, cancellation) is not { } learner)
            return;
        var (token, now) = (NewSecret(), time.GetUtcNow().UtcDateTime);
        await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            db.SignInLinks.Add(new SignInLink { LearnerId = learner.Id, TokenHash = Hash(token), BrowserHash = Hash(browser), SentAt = now, ExpiresAt = now + Life });
            await letters.ToLearnerAsync(LetterEvent.SignInLink, learner, null, new Dictionary<string, string> { ["link"] = site.At($"/sign-in/link/{token}"), ["to"] = address.Trim() }, cancellation);
        }, cancellation);
    }

    /// <summary>What stands in the way of this link in this browser, without using it up: scanners of mail open every link.</summary>
    public async Task<LinkProblem?> LookAsync(string token, string browser, CancellationToken cancellation)
    {
        var hash = Hash(token);
        return Problem(await db.SignInLinks.AsNoTracking().SingleOrDefaultAsync(link => link.TokenHash == hash, cancellation), browser);
    }

    public Task<LinkUse> UseAsync(string token, string browser, LinkProof? proof, CancellationToken cancellation) => db.TransactAsync<LinkUse>(async () =>
    {
        db.ChangeTracker.Clear();
        var (hash, now) = (Hash(token), time.GetUtcNow().UtcDateTime);
        var link = await db.SignInLinks.AsTracking().SingleOrDefaultAsync(link => link.TokenHash == hash, cancellation);
        if (Problem(link, browser) is { } problem)
            return new LinkUse.Refused(problem);
        // Counted over all links of a day: another link is no fresh start for guessing.
        var wrong = await db.SignInLinks.Where(other => other.LearnerId == link!.LearnerId && other.SentAt > now.AddDays(-1)).SumAsync(other => other.WrongAnswers, cancellation);
        if (wrong >= MostWrongAnswers)
            return new LinkUse.Refused(LinkProblem.Locked);

        var learner = await db.Learners.AsNoTracking().Include(learner => learner.Identities).SingleAsync(learner => learner.Id == link!.LearnerId, cancellation);
        var user = await db.Users.AsNoTracking().Where(user => user.LearnerId == learner.Id).OrderBy(user => user.DisabledAt != null).ThenBy(user => user.Id).FirstOrDefaultAsync(cancellation);
        if (user is { DisabledAt: not null })
            return new LinkUse.Refused(LinkProblem.Disabled);
        // An account alone proves nothing here: it may come from the campus, and the mailbox have another owner since.
        var isProved = user is not null && await db.SignInLinks.AnyAsync(other => other.LearnerId == learner.Id && other.UsedAt > now.AddYears(-1), cancellation);
        if (!isProved && proof is null)
            return new LinkUse.Refused(LinkProblem.AsksWho);
        if (!isProved && !proof!.IsOf(learner))
        {
            link!.AnswerWrongly();
            return new LinkUse.Refused(wrong + 1 >= MostWrongAnswers ? LinkProblem.Locked : LinkProblem.WrongAnswer);
        }

        user ??= await MakeAsync(learner, now, cancellation);
        if (user is null)
            return new LinkUse.Refused(LinkProblem.AddressTaken);
        link!.Use(now);
        return new LinkUse.Welcome(user);
    }, cancellation);

    private LinkProblem? Problem(SignInLink? link, string browser)
    {
        if (link is null || link.UsedAt is not null || time.GetUtcNow().UtcDateTime >= link.ExpiresAt)
            return LinkProblem.Over;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(link.BrowserHash), Encoding.ASCII.GetBytes(Hash(browser))) ? null : LinkProblem.OtherBrowser;
    }

    private async Task<User?> MakeAsync(Learner learner, DateTime now, CancellationToken cancellation)
    {
        var key = learner.Identities.Where(identity => identity.ConfirmedAt is not null && identity.Key.StartsWith(RecipientKey.Emails, StringComparison.Ordinal)).OrderBy(identity => identity.Id).First().Key;
        var address = RecipientKey.Display(key);
        if (await db.Users.AnyAsync(other => other.Email == address, cancellation))
            return null;
        var user = new User { Name = learner.Name, Email = address, Role = Role.Learner, LearnerId = learner.Id };
        db.Users.Add(user);
        db.AuditEntries.Add(AuditEntry.Of(new Actor(user.Name, Role.Learner, user.Id), now, "Account made by an e-mail link", nameof(User), user.Id, null, Role.Learner.ToString(), "A fact of the student record was known."));
        return user;
    }

    /// <summary>The one learner who has confirmed the address; merged records count as the one they were merged into, and an address of two is nobody's.</summary>
    private async Task<Learner?> LearnerOfAsync(string address, CancellationToken cancellation)
    {
        var key = RecipientKey.Email(address);
        var ids = await db.LearnerIdentities.Where(identity => identity.Key == key && identity.ConfirmedAt != null)
            .Join(db.Learners, identity => identity.LearnerId, learner => learner.Id, (_, learner) => learner.MergedIntoId ?? learner.Id).Distinct().Take(2).ToListAsync(cancellation);
        return ids is [var id] ? await db.Learners.AsNoTracking().SingleOrDefaultAsync(learner => learner.Id == id, cancellation) : null;
    }

    private static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
