using CreditBridge.Core.Catalog;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>What a list of grants is narrowed to; the page and its workbook share it. Empty parts ask nothing.</summary>
/// <param name="Search">A student number, a rule code or a course, in full.</param>
/// <param name="From">Approved on or after this local date.</param>
/// <param name="To">Approved on or before this local date.</param>
public sealed record GrantFilter(string? Search = null, PostingState? Posting = null, bool? IsAutomatic = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Newest first.</summary>
    public IQueryable<GrantRow> Rows(BridgeDbContext db, TimeZoneInfo zone)
    {
        var search = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim();
        DateTime? since = From is { } first ? Institution.StartOf(first, zone) : null;
        DateTime? before = To is { } last && last < DateOnly.MaxValue.AddDays(-2) ? Institution.StartOf(last.AddDays(1), zone) : null;
        return
            from line in db.GrantLines.AsNoTracking()
            join grant in db.CreditGrants on line.GrantId equals grant.Id
            join learner in db.Learners on grant.LearnerId equals learner.Id
            // An award made by hand has no rule, and an offer no posting yet.
            join version in db.RuleVersions on grant.RuleVersionId equals (Guid?)version.Id into versions
            from version in versions.DefaultIfEmpty()
            join posting in db.Postings on line.Id equals posting.GrantLineId into postings
            from posting in postings.DefaultIfEmpty()
            where search == null || learner.StudentNumber == search || grant.RuleCode == search || line.CourseCode == search
            where Posting == null || posting.State == Posting
            where IsAutomatic == null || grant.IsAutomatic == IsAutomatic
            where since == null || grant.ApprovedAt >= since
            where before == null || grant.ApprovedAt < before
            orderby grant.ApprovedAt descending, line.Id
            select new GrantRow(
                grant.Id, line.Id, learner.Id, learner.StudentNumber, learner.GivenName + " " + learner.FamilyName, learner.ProgramCode, grant.RuleCode, (int?)version.Number,
                line.Kind, line.CourseCode, line.ElectiveSubject, line.CourseLevel, line.Credits, line.GradeCode, grant.IsAutomatic, grant.ApprovedBy, grant.ApprovedAt,
                grant.State, (PostingState?)posting.State, posting.SisReference, posting.PostedAt, grant.Evidence, line.Key);
    }

    /// <summary>The filter in words, for a workbook's first sheet.</summary>
    public string InWords()
    {
        var parts = new List<string>();
        if (!string.IsNullOrWhiteSpace(Search))
            parts.Add($"'{Search.Trim()}'");
        if (Posting is { } posting)
            parts.Add($"posting {posting}");
        if (IsAutomatic is { } automatic)
            parts.Add(automatic ? "granted by rule" : "decided by a person");
        if (From is { } since)
            parts.Add($"approved from {since:yyyy-MM-dd}");
        if (To is { } to)
            parts.Add($"approved to {to:yyyy-MM-dd}");
        return parts.Count == 0 ? "All grants" : string.Join(", ", parts);
    }
}
