using CreditBridge.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Every rule's newest version as our own rule sheet, to edit and to import again.</summary>
public sealed class RuleExport(BridgeDbContext db)
{
    /// <returns>How many rules were written.</returns>
    /// <exception cref="InvalidDataException">A rule does not fit a cell of a workbook.</exception>
    public async Task<int> WriteAsync(Stream to, bool asWorkbook, string author, CancellationToken cancellation)
    {
        var names = await PartnerNames.ReadAsync(db, cancellation);
        var sets = await db.RuleSets.AsNoTracking().ToDictionaryAsync(set => set.Id, set => set.Name, cancellation);
        var rules = await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).OrderBy(rule => rule.Code).ToListAsync(cancellation);
        var rows = rules.SelectMany(rule => RowsOf(rule, rule.RuleSetId is { } set ? sets[set] : null, names)).ToList();
        TableWriting.Write(to, asWorkbook, "Rules", author, RuleSheet.Columns, rows);
        return rules.Count;
    }

    /// <summary>In columns, when reading them back gives the same rule; else whole.</summary>
    private static List<RuleSheetRow> RowsOf(EquivalencyRule rule, string? setName, PartnerNames names)
    {
        var version = rule.Versions.MaxBy(version => version.Number)!;
        var whole = new RuleSheetRow(rule.Code, RuleSheetRow.SeenOf(version), version.State.ToString(), setName, RuleContent.Of(rule, version), IsFirst: true, Award: null, Choice: null, IsWhole: true);
        var rows = whole.Definition.Awards.SelectMany(award => award is ChoiceOf choice ? choice.Lines.Select(line => (Line: line, Choice: (string?)choice.LineId)) : [(award, null)])
            .Select((line, index) => whole with { IsFirst = index == 0, Award = line.Line, Choice = line.Choice, IsWhole = false }).ToList();
        return rows.Count > 0 && Reads(rows, names) ? rows : [whole];
    }

    private static bool Reads(List<RuleSheetRow> rows, PartnerNames names)
    {
        var table = new Table("rules", [.. RuleSheet.Columns.Select(column => column.Header)]);
        foreach (var row in rows)
            table.Add(1, [.. RuleSheet.Columns.Select(column => TableWriting.Text(column.Value(row)))], null);
        return new RuleSheetReading(table, names).Read() is [{ Content: not null } read] && read.Beside(rows[0].Content).IsSameAs(rows[0].Content);
    }
}
