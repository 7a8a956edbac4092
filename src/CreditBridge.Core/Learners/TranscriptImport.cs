using CreditBridge.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>Transcripts by file: a course of a learner in a term a row. Whoever's transcript changes is evaluated next, in the same transaction.</summary>
public sealed class TranscriptImport(BridgeDbContext db, TimeProvider time) : TableImport(db, time)
{
    private Dictionary<string, Learner> _learners = [];
    private Dictionary<Guid, Learner> _byId = [];
    private Dictionary<string, decimal> _credits = [];

    public override string Kind => "transcripts";

    public override IReadOnlyList<string> Columns => [.. Needed, "grade", "credits"];

    protected override IReadOnlyList<string> Needed => ["student_number", "course", "term", "state"];

    protected override string KeyOf(TableRow row) => $"{row.Text("student_number", 100)} {row.Text("course", 80).ToUpperInvariant()} {row.Text("term", 40)}";

    protected override async Task PrepareAsync(IReadOnlyCollection<TableRow> rows, CancellationToken cancellation)
    {
        var numbers = rows.Select(row => row["student_number"]).Distinct().ToList();
        _learners = await Db.Learners.AsTracking().Include(learner => learner.Transcript)
            .Where(learner => EF.Parameter(numbers).Contains(learner.StudentNumber)).ToDictionaryAsync(learner => learner.StudentNumber, StringComparer.Ordinal, cancellation);
        _byId = _learners.Values.ToDictionary(learner => learner.Id);
        var courses = rows.Select(row => row["course"].ToUpperInvariant()).Distinct().ToList();
        _credits = await Db.Courses.Where(course => EF.Parameter(courses).Contains(course.Code)).ToDictionaryAsync(course => course.Code, course => course.Credits, cancellation);
    }

    protected override object Take(TableRow row)
    {
        var (course, term, grade) = (row["course"].ToUpperInvariant(), row["term"], row.TextOrNull("grade", 10));
        if (!_learners.TryGetValue(row["student_number"], out var learner))
            throw new FormatException($"There is no learner {row["student_number"]}: import the roster first.");
        var state = row.One<TranscriptState>("state") ?? throw new FormatException($"'state' is empty: one of {string.Join(", ", Enum.GetNames<TranscriptState>())}.");
        var credits = row.Number("credits") ?? (_credits.TryGetValue(course, out var catalogued) ? catalogued : throw new FormatException($"'credits' is empty, and the catalogue has no {course}."));
        if (credits is < 0 or > 100)
            throw new FormatException("Credits are from 0 to 100.");
        var entry = learner.Transcript.Find(entry => entry.CourseCode == course && entry.TermCode == term);
        if (entry is null)
        {
            entry = new TranscriptEntry { LearnerId = learner.Id, CourseCode = course, TermCode = term, State = state, Credits = credits };
            Db.Add(entry);
        }

        (entry.State, entry.Grade, entry.Credits) = (state, grade, credits);
        return entry;
    }

    protected override void Taken(object entity, ImportOutcome outcome)
    {
        if (outcome != ImportOutcome.Same)
            _byId[((TranscriptEntry)entity).LearnerId].EvaluationDueAt = Now;
    }
}
