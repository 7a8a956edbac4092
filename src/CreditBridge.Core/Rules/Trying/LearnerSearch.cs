using System.Globalization;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Learners by student number or name, as they are typed: each look is a seek in an index that reads on from there, so a million learners are no slower.</summary>
public static class LearnerSearch
{
    public const int Most = 8;

    public static async Task<IReadOnlyList<Learner>> FindAsync(BridgeDbContext db, string typed, CancellationToken cancellation)
    {
        var text = typed.Trim();
        var found = new List<Learner>();
        if (text.Length is < 2 or > 100)
            return found;
        if (text.Any(char.IsDigit))
        {
            var number = text.ToUpperInvariant();
            found.AddRange((await db.Learners.AsNoTracking().Where(learner => learner.StudentNumber.CompareTo(number) >= 0).OrderBy(learner => learner.StudentNumber).Take(Most).ToListAsync(cancellation))
                .Where(learner => learner.StudentNumber.StartsWith(number, StringComparison.OrdinalIgnoreCase)));
        }

        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        foreach (var (family, given) in Readings(words))
        {
            var near = given.Length == 0
                ? db.Learners.Where(learner => learner.FamilyName.CompareTo(family) >= 0)
                : db.Learners.Where(learner => learner.FamilyName == family && learner.GivenName.CompareTo(given) >= 0);
            found.AddRange((await near.AsNoTracking().OrderBy(learner => learner.FamilyName).ThenBy(learner => learner.GivenName).Take(Most).ToListAsync(cancellation))
                .Where(learner => learner.FamilyName.StartsWith(family, StringComparison.OrdinalIgnoreCase) && learner.GivenName.StartsWith(given, StringComparison.OrdinalIgnoreCase)));
        }

        return [.. found.DistinctBy(learner => learner.Id).Take(Most)];
    }

    /// <summary>'Quist', 'Ada Quist', 'Quist, Ada'; as typed and with capitals, because not every database takes them for alike.</summary>
    private static IEnumerable<(string Family, string Given)> Readings(string[] words) => words switch
    {
        [var family] => new[] { family, Capital(family) }.Distinct().Select(name => (name, "")),
        [var first, .. var rest] => [(Capital(string.Join(' ', rest)), Capital(first)), (Capital(first), Capital(string.Join(' ', rest))), (string.Join(' ', rest), first), (Capital(string.Join(' ', words)), "")],
        _ => [],
    };

    private static string Capital(string word) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word);
}
