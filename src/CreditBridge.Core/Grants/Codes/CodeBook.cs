using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants.Codes;

/// <summary>
/// Our codes as the student system calls them. A kind for which nobody has written a code goes as it is; from the first one on each code of that kind needs its
/// own, because what is not listed there would be refused, or worse, taken for something else.
/// </summary>
public sealed class CodeBook
{
    private readonly ILookup<CodeKind, SisCode> _codes;

    private CodeBook(IEnumerable<SisCode> codes) => _codes = codes.ToLookup(code => code.Kind);

    public static async Task<CodeBook> ReadAsync(BridgeDbContext db, CancellationToken cancellation) => new(await db.SisCodes.AsNoTracking().ToListAsync(cancellation));

    public string? Theirs(CodeKind kind, string ours) => _codes[kind].FirstOrDefault(code => code.Ours == ours)?.Theirs;

    public bool IsGap(CodeKind kind, string? ours) => ours is { Length: > 0 } && _codes[kind].Any() && Theirs(kind, ours) is null;

    /// <summary>What has no code, in one sentence; null: nothing.</summary>
    public string? GapOf(PostingCodes codes, IEnumerable<CodeKind> carried) => carried.FirstOrDefault(kind => IsGap(kind, codes.Of(kind)), (CodeKind)(-1)) is var gap and >= 0
        ? $"It waits: the student system's code for {WordOf(gap)} '{codes.Of(gap)}' is not written down yet (Student system, Codes)."
        : null;

    /// <param name="carried">What the adapter has a place for and takes as we write it.</param>
    public PostingCodes Translate(PostingCodes ours, IReadOnlyCollection<CodeKind> carried)
    {
        return new(Text(CodeKind.Term, ours.Term), ours.Grade is null ? null : Text(CodeKind.Grade, ours.Grade), Text(CodeKind.Source, ours.Source), Text(CodeKind.Basis, ours.Basis));

        string Text(CodeKind kind, string code) => carried.Contains(kind) ? Theirs(kind, code) ?? code : code;
    }

    public static string WordOf(CodeKind kind) => kind switch
    {
        CodeKind.Term => "term",
        CodeKind.Grade => "grade",
        CodeKind.Source => "source",
        _ => "basis",
    };
}
