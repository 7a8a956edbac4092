using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>
/// What decisions are worth, compared from first to last, in thousandths of credits: on courses the programme requires; of specific rules; in all; automatic as the rule and its
/// evidence stand; whose weakest evidence is verified; the same, verified or asserted by the partner.
/// </summary>
internal readonly record struct Worth(long Required, long Specific, long All, long Automatic, long Verified, long Asserted) : IComparable<Worth>
{
    public const int Parts = 6;

    public long this[int part] => part switch
    {
        0 => Required,
        1 => Specific,
        2 => All,
        3 => Automatic,
        4 => Verified,
        _ => Asserted,
    };

    public static Worth Of(AwardLine[] lines, HashSet<int> required, CompiledRule rule, Way way)
    {
        var (all, ofRequired, isOpen) = (0L, 0L, lines.Length > 0);
        foreach (var line in lines)
        {
            isOpen &= line.State == AwardState.Open;
            if (!AwardLines.IsGiven(line.State))
                continue;
            var credits = Thousandths(line.Credits);
            all += credits;
            if (required.Count > 0 && line.Takes.Any(course => required.Contains(course.Group)))
                ofRequired += credits;
        }

        var automatic = isOpen && way.IsClean && rule.Definition.AutoGrant;
        return new Worth(
            ofRequired, way.IsSpecific ? all : 0, all, automatic ? all : 0,
            way.Assurance == Assurance.Verified ? all : 0, way.Assurance >= Assurance.PartnerAsserted ? all : 0);
    }

    public static long Thousandths(decimal credits) => (long)(credits * 1000);

    public int CompareTo(Worth other)
    {
        var order = 0;
        for (var part = 0; part < Parts && order == 0; part++)
            order = this[part].CompareTo(other[part]);
        return order;
    }
}
