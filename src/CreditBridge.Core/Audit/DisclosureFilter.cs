using CreditBridge.Core.Catalog;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Audit;

/// <summary>What a list of disclosures is narrowed to; the page and its workbook share it. Empty parts ask nothing.</summary>
/// <param name="Search">A student number, a recipient or a purpose, in full.</param>
/// <param name="From">On or after this local date.</param>
/// <param name="To">On or before this local date.</param>
public sealed record DisclosureFilter(string? Search = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Newest first.</summary>
    public IQueryable<DisclosureRow> Rows(BridgeDbContext db, TimeZoneInfo zone)
    {
        var search = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim();
        DateTime? since = From is { } first ? Institution.StartOf(first, zone) : null;
        DateTime? before = To is { } last && last < DateOnly.MaxValue.AddDays(-2) ? Institution.StartOf(last.AddDays(1), zone) : null;
        return
            from entry in db.DisclosureEntries.AsNoTracking()
            join learner in db.Learners on entry.LearnerId equals learner.Id
            where search == null || learner.StudentNumber == search || entry.Recipient == search || entry.Purpose == search
            where since == null || entry.At >= since
            where before == null || entry.At < before
            orderby entry.At descending, entry.Id
            select new DisclosureRow(entry.Id, learner.Id, learner.StudentNumber, learner.GivenName + " " + learner.FamilyName, entry.At, entry.Recipient, entry.Purpose, entry.What, entry.ActorName);
    }

    /// <summary>For a workbook's first sheet.</summary>
    public string InWords()
    {
        List<string> parts = [];
        if (!string.IsNullOrWhiteSpace(Search))
            parts.Add($"'{Search.Trim()}'");
        if (From is { } since)
            parts.Add($"from {since:yyyy-MM-dd}");
        if (To is { } to)
            parts.Add($"to {to:yyyy-MM-dd}");
        return parts.Count == 0 ? "All disclosures" : string.Join(", ", parts);
    }
}
