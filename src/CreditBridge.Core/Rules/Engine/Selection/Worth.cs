using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>
/// What a set of decisions is worth, as one number that adds up and compares like the list: credits on courses the programme requires; credits of specific rules;
/// credits; credits automatic as the rule and its evidence stand; credits whose weakest evidence is verified; the same, verified or asserted by the partner.
/// </summary>
internal static class Worth
{
    /// <summary>Six numbers of 21 bits: thousandths of credits up to this sum, far above any degree.</summary>
    public const long MostThousandths = (1 << Bits) - 1;

    private const int Bits = 21;

    public static Int128 Of(AwardLine[] lines, HashSet<int> required, CompiledRule rule, Way way)
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
        return Pack(
            ofRequired, way.IsSpecific ? all : 0, all, automatic ? all : 0,
            way.Assurance == Assurance.Verified ? all : 0, way.Assurance >= Assurance.PartnerAsserted ? all : 0);
    }

    public static long Thousandths(decimal credits) => (long)Math.Clamp(credits * 1000, 0, MostThousandths);

    private static Int128 Pack(params ReadOnlySpan<long> numbers)
    {
        var packed = Int128.Zero;
        foreach (var number in numbers)
            packed = (packed << Bits) + number;
        return packed;
    }
}
