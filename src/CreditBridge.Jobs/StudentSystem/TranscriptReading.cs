using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>The last step of a posting: the learner's record in the student system shows the credit, as the adapter reads it there or as the transcripts we were given say.</summary>
public sealed class TranscriptReading(BridgeDbContext db, PostingTrail trail)
{
    private const int Chunk = 500;

    /// <param name="keys">Key K of what the adapter read in the learners' records.</param>
    public async Task SeenAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        foreach (var some in keys.Chunk(Chunk))
            await MoveAsync(await db.GrantLines.Where(line => EF.Parameter(some).Contains(line.Key)).Select(line => line.Posting!.Id).ToListAsync(cancellation), cancellation);
        var told = await (
            from line in db.GrantLines
            where line.Posting!.State == PostingState.Posted && line.ReversedAt == null
            join entry in db.TranscriptEntries on new { line.Posting!.LearnerId, line.CourseCode } equals new { entry.LearnerId, CourseCode = (string?)entry.CourseCode }
            where entry.State == TranscriptState.Transferred && entry.Credits == line.Credits
            select line.Posting!.Id).Distinct().ToListAsync(cancellation);
        foreach (var some in told.Chunk(Chunk))
            await MoveAsync([.. some], cancellation);
    }

    private Task MoveAsync(List<Guid> ids, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        foreach (var posting in await db.Postings.AsTracking().Where(posting => EF.Parameter(ids).Contains(posting.Id) && posting.State == PostingState.Posted).ToListAsync(cancellation))
        {
            posting.SeenOnTranscript();
            trail.Record(posting, PostingState.Posted, "Posting seen in the learner's record");
        }
    }, cancellation);
}
