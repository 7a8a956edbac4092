using System.Globalization;
using System.Text.Json;
using CreditBridge.Core.Rules;
using CreditBridge.Core.Tables;
using CreditBridge.Tests.House;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Rules.Files;

/// <summary>A file of published equivalencies, imported and published once, with a book for each of its sources.</summary>
internal sealed class Equivalencies
{
    public static readonly string Small = Path.Combine(HouseTests.Root, "tests/data/rules/equivalencies.csv");
    public static readonly string Shared = Path.Combine(HouseTests.Root, "../shared/data/published_equivalencies.csv");

    private readonly Dictionary<string, PublishedBook> _books = [];

    private Equivalencies(TestBridge bridge, RuleImportResult result, ILookup<string, TableRow> awards) => (Bridge, Result, Awards) = (bridge, result, awards);

    public TestBridge Bridge { get; }

    public RuleImportResult Result { get; }

    public ILookup<string, TableRow> Awards { get; }

    public static IEnumerable<object?[]> AwardIds(string path) =>
        File.Exists(path) ? TableFile.Read("file", File.ReadAllBytes(path)).Rows.Select(row => row["award_id"]).Distinct().Select(id => new object?[] { id }) : [[null]];

    public static async Task<Equivalencies> ImportAsync(string path)
    {
        var bridge = await TestBridge.CreateAsync();
        await bridge.DbAsync(db => Core.Catalog.FirstInstitution.MakeAsync(db, CancellationToken.None));
        var table = TableFile.Read(Path.GetFileName(path), await File.ReadAllBytesAsync(path));
        var result = await bridge.InScopeAsync<RuleImport, RuleImportResult>(import => import.ImportAsync(table, new RuleImportOrder(PublishReason: "Test"), TestBridge.Registrar, CancellationToken.None));
        return new(bridge, result, table.Rows.ToLookup(row => row["award_id"]));
    }

    /// <summary>What the file says that the award gives, read without the code under test; null where no rule can be made of it.</summary>
    public static (decimal Credits, List<string> Courses)? Expected(IReadOnlyList<TableRow> rows)
    {
        var first = rows[0];
        decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
        var single = rows.Select(row => Number(row["credits"])).ToList();
        var credits = Number(first["award_credits"]) ?? (single.TrueForAll(one => one is not null) ? single.Sum() : null);
        if (first["decision_type"] != "award" || credits is null || first["min_score"].Contains(" in ", StringComparison.Ordinal))
            return null;
        var factor = first["credit_unit"] == "quarter" ? 2m / 3 : 1;
        return (Math.Round(credits.Value * factor, 3, MidpointRounding.AwayFromZero), [.. rows.Select(row => $"{row["course_subject"]} {row["course_number"]}".Trim()).Where(course => course.Length > 0)]);
    }

    /// <summary>A learner who has the credential at a score, by the rules of the award's own source.</summary>
    public async Task<PortfolioAnswer> AskAsync(TableRow row, string score)
    {
        if (!_books.TryGetValue(row["source_institution"], out var book))
        {
            book = await Bridge.DbAsync(async db =>
            {
                var set = await db.RuleSets.SingleAsync(set => set.Name == row["source_institution"]);
                return await PublishedBook.ReadAsync(db, CancellationToken.None, set.Id);
            });
            _books[row["source_institution"]] = book;
        }

        object? value = score.Length == 0 ? null : decimal.TryParse(score, CultureInfo.InvariantCulture, out var number) ? number : score;
        var json = JsonSerializer.Serialize(new { credentials = new[] { new { partner = row["provider"].ToUpperInvariant(), achievement = row["credential_title"], issuedOn = "2026-05-01", score = value, scale = "raw", assurance = "PartnerAsserted" } } });
        var answers = await Bridge.DbAsync(db => PortfolioAnswer.OfAsync(db, PortfolioFile.Read(json).Portfolios, book, new DateOnly(2026, 6, 1), CancellationToken.None));
        return answers[0];
    }
}
