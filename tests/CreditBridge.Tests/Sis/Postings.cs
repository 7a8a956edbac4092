using CreditBridge.Sis;

namespace CreditBridge.Tests.Sis;

/// <summary>Postings for the tests of adapters.</summary>
internal static class Postings
{
    public static CreditPosting Of(string key, string student = "S1", decimal credits = 3) =>
        new(key, student, "2026FA", "Course", "MATH 1431", null, "Lower", credits, "TR", "Exam", "acme", "Acme basics", new DateOnly(2026, 11, 24));

    public static CreditPosting TakingBack(CreditPosting posting, string reference) => posting with { Key = $"{posting.Key}-back", Reverses = new(posting.Key, reference) };

    public static async Task<PostingResult> PostAsync(this ISisAdapter adapter, CreditPosting posting, DateTime sendBefore) =>
        (await adapter.PostAsync([posting], sendBefore, CancellationToken.None)).Single();

    public static async Task<SisEntry?> FindAsync(this ISisAdapter adapter, CreditPosting posting) =>
        (await adapter.FindAsync([posting], CancellationToken.None)).GetValueOrDefault(adapter.KeyOf(posting));

    public static async Task<List<SisEntry>> ReadPostedAsync(this ISisAdapter adapter, params CreditPosting[] known)
    {
        var entries = new List<SisEntry>();
        await foreach (var entry in adapter.ReadPostedAsync(known, CancellationToken.None))
            entries.Add(entry);
        return entries;
    }
}
