using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Credentials;

/// <summary>A credential as lists show it.</summary>
internal sealed record CredentialRow
{
    public required Guid Id { get; init; }
    public required string Achievement { get; init; }
    public required Guid PartnerId { get; init; }
    public required string Partner { get; init; }
    public required string ExternalId { get; init; }
    public required string RecipientKey { get; init; }
    public required string? RecipientName { get; init; }
    public required Guid? LearnerId { get; init; }
    public required string? StudentNumber { get; init; }
    public required string? GivenName { get; init; }
    public required string? FamilyName { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required DateTime TakenAt { get; init; }
    public required CredentialStatus Status { get; init; }
    public required VerificationState Verification { get; init; }

    public static IQueryable<CredentialRow> From(BridgeDbContext db) =>
        from credential in db.Credentials.AsNoTracking()
        join achievement in db.Achievements on credential.AchievementId equals achievement.Id
        join partner in db.Partners on credential.PartnerId equals partner.Id
        join learner in db.Learners on credential.LearnerId equals learner.Id into learners
        from learner in learners.DefaultIfEmpty()
        select new CredentialRow
        {
            Id = credential.Id,
            Achievement = achievement.Name,
            PartnerId = partner.Id,
            Partner = partner.Name,
            ExternalId = credential.ExternalId,
            RecipientKey = credential.RecipientKey,
            RecipientName = credential.RecipientName,
            LearnerId = credential.LearnerId,
            StudentNumber = learner.StudentNumber,
            GivenName = learner.GivenName,
            FamilyName = learner.FamilyName,
            IssuedOn = credential.IssuedOn,
            TakenAt = credential.TakenAt,
            Status = credential.Status,
            Verification = credential.Verification,
        };
}
