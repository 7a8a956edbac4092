using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>'EQ-00042', 'EQ-00043': the next free codes. The unique index turns two at once into a retry.</summary>
internal sealed class RuleCodes
{
    public const string Prefix = "EQ-";

    private int _last;

    private RuleCodes(int last) => _last = last;

    public static async Task<RuleCodes> AfterLastAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var last = await db.EquivalencyRules.Where(rule => rule.Code.StartsWith(Prefix)).OrderByDescending(rule => rule.Code.Length).ThenByDescending(rule => rule.Code).Select(rule => rule.Code).FirstOrDefaultAsync(cancellation);
        return new(last is null ? 0 : int.Parse(last.AsSpan(Prefix.Length), CultureInfo.InvariantCulture));
    }

    /// <summary>Codes of this form are counted: letters after the prefix would end the counting.</summary>
    public static bool IsSound(string code) => !code.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || (code.Length is >= 8 and <= 12 && code.AsSpan(Prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0 && code.StartsWith(Prefix, StringComparison.Ordinal));

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{++_last:D5}");
}
