using CreditBridge.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Catalog;

/// <summary>Terms by file: when they begin and end, and whether credit may still be posted into them.</summary>
public sealed class TermImport(BridgeDbContext db, TimeProvider time) : TableImport(db, time)
{
    private Dictionary<string, Term> _terms = [];

    public override string Kind => "terms";

    public override IReadOnlyList<string> Columns => [.. Needed, "post_from", "post_until"];

    protected override IReadOnlyList<string> Needed => ["code", "name", "starts_on", "ends_on", "open"];

    protected override string KeyOf(TableRow row) => row.Text("code", 40);

    protected override async Task PrepareAsync(IReadOnlyCollection<TableRow> rows, CancellationToken cancellation) =>
        _terms = await Db.Terms.AsTracking().ToDictionaryAsync(term => term.Code, StringComparer.OrdinalIgnoreCase, cancellation);

    protected override object Take(TableRow row)
    {
        var (code, name, isOpen) = (KeyOf(row), row.Text("name"), row.Yes("open"));
        if (row.Day("starts_on") is not { } starts || row.Day("ends_on") is not { } ends || ends < starts)
            throw new FormatException("A term begins on 'starts_on' and ends on 'ends_on', not before.");
        if (row.Day("post_until") < row.Day("post_from"))
            throw new FormatException("Credit is posted from 'post_from' to 'post_until', not before.");
        if (!_terms.TryGetValue(code, out var term))
            Db.Add(_terms[code] = term = new Term { Code = code, Name = name, StartsOn = starts, EndsOn = ends, IsOpen = isOpen });
        (term.Name, term.StartsOn, term.EndsOn, term.IsOpen) = (name, starts, ends, isOpen);
        // A file without these columns leaves what was set.
        if (row.Table.Has("post_from"))
            term.PostFrom = row.Day("post_from");
        if (row.Table.Has("post_until"))
            term.PostUntil = row.Day("post_until");
        return term;
    }
}
