using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Web.Lists;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Postings;

/// <summary>A posting as lists show it.</summary>
internal sealed record PostingRow
{
    public required Guid Id { get; init; }
    public required PostingState State { get; init; }
    public required string Learner { get; init; }
    public required string StudentNumber { get; init; }
    public required AwardKind Kind { get; init; }
    public required string? CourseCode { get; init; }
    public required string? ElectiveSubject { get; init; }
    public required string CourseLevel { get; init; }
    public required decimal Credits { get; init; }
    public required string TermCode { get; init; }
    public required int Attempts { get; init; }
    public required DateTime? PostedAt { get; init; }
    public required DateTime? NextAttemptAt { get; init; }
    public required string? SisReference { get; init; }
    public required string? LastError { get; init; }
    public required LearnerStanding Standing { get; init; }

    /// <summary>What is known of it, in a few words.</summary>
    public string Known => WaitsForStanding ? StandingWords.Held(Standing) : SisReference ?? LastError ?? "goes with the next batch";

    public bool WaitsForStanding => State == PostingState.Pending && PostingHandling.WaitsFor(Standing);

    public static IQueryable<PostingRow> From(BridgeDbContext db) =>
        from line in db.GrantLines.AsNoTracking()
        join posting in db.Postings on line.Id equals posting.GrantLineId
        join learner in db.Learners on posting.LearnerId equals learner.Id
        select new PostingRow
        {
            Id = posting.Id,
            State = posting.State,
            Learner = learner.GivenName + " " + learner.FamilyName,
            StudentNumber = learner.StudentNumber,
            Kind = line.Kind,
            CourseCode = line.CourseCode,
            ElectiveSubject = line.ElectiveSubject,
            CourseLevel = line.CourseLevel,
            Credits = line.Credits,
            TermCode = posting.TermCode,
            Attempts = posting.Attempts,
            PostedAt = posting.PostedAt,
            NextAttemptAt = posting.NextAttemptAt,
            SisReference = posting.SisReference,
            LastError = posting.LastError,
            Standing = learner.Standing,
        };
}
