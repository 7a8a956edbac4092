namespace CreditBridge.Core.Grants.Codes;

/// <summary>The codes that a posting carries. They are kept with it from its first claim on: what was sent must be looked up by what was sent, whatever a table says later.</summary>
/// <param name="Grade">Null where credit is posted without a grade.</param>
public sealed record PostingCodes(string Term, string? Grade, string Source, string Basis)
{
    public string? Of(CodeKind kind) => kind switch
    {
        CodeKind.Term => Term,
        CodeKind.Grade => Grade,
        CodeKind.Source => Source,
        _ => Basis,
    };
}
