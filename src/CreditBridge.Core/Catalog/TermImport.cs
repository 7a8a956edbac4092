using CreditBridge.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Catalog;

/// <summary>Terms by file: when they begin and end, and whether credit may still be posted into them.</summary>
public sealed class TermImport(BridgeDbContext db, TimeProvider time) : TableImport(db, time)
{
    private Dictionary<string, Term> _terms = [];

    public override string Kind => "terms";

    public override IReadOnlyList<string> Columns => Needed;

    protected override IReadOnlyList<string> Needed => ["code", "name", "starts_on", "ends_on", "open"];

    protected override string KeyOf(TableRow row) => row.Text("code", 40);

    protected override async Task PrepareAsync(IReadOnlyCollection<TableRow> rows, CancellationToken cancellation) =>
        _terms = await Db.Terms.AsTracking().ToDictionaryAsync(term => term.Code, StringComparer.OrdinalIgnoreCase, cancellation);

    protected override object Take(TableRow row)
    {
        var (code, name, isOpen) = (KeyOf(row), row.Text("name"), row.Yes("open"));
        if (row.Day("starts_on") is not { } starts || row.Day("ends_on") is not { } ends || ends < starts)
            throw new FormatException("A term begins on 'starts_on' and ends on 'ends_on', not before.");
        if (!_terms.TryGetValue(code, out var term))
            Db.Add(_terms[code] = term = new Term { Code = code, Name = name, StartsOn = starts, EndsOn = ends, IsOpen = isOpen });
        (term.Name, term.StartsOn, term.EndsOn, term.IsOpen) = (name, starts, ends, isOpen);
        return term;
    }
}
