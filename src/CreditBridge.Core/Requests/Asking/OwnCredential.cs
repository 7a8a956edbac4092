using CreditBridge.Core.Credentials;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>A learner's credential, and what it led to so far.</summary>
/// <param name="Lines">The request lines that rest on it, the newest first; those of withdrawn requests are left out.</param>
public sealed record OwnCredential(Credential Credential, string Title, string Partner, IReadOnlyList<OwnCredential.Led> Lines)
{
    public static async Task<IReadOnlyList<OwnCredential>> ReadAsync(BridgeDbContext db, Guid learnerId, CancellationToken cancellation)
    {
        var rows = await (
            from credential in db.Credentials.AsNoTracking()
            join achievement in db.Achievements on credential.AchievementId equals achievement.Id
            join partner in db.Partners on credential.PartnerId equals partner.Id
            where credential.LearnerId == learnerId
            orderby credential.IssuedOn descending, credential.Id
            select new { credential, achievement.Name, Partner = partner.Name }).ToListAsync(cancellation);
        var led = (await db.CreditRequests.AsNoTracking().Where(request => request.LearnerId == learnerId && request.State != RequestState.Withdrawn)
            .SelectMany(request => request.Lines, (request, line) => new { request.Id, request.Number, request.OpenedAt, line }).ToListAsync(cancellation))
            .OrderByDescending(row => row.OpenedAt)
            .SelectMany(row => row.line.Evidence.Select(item => item.CredentialId).Distinct(), (row, credential) => (credential, Led: new Led(row.Id, row.Number, row.line)))
            .ToLookup(pair => pair.credential, pair => pair.Led);
        return [.. rows.Select(row => new OwnCredential(row.credential, row.Name, row.Partner, [.. led[row.credential.Id]]))];
    }

    public sealed record Led(Guid RequestId, string Number, RequestLine Line);
}
