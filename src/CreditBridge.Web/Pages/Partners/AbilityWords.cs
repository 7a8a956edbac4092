using CreditBridge.Jobs.Connectors;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>What a source can do, in words.</summary>
internal static class AbilityWords
{
    public static string Of(ConnectorAbilities can)
    {
        List<string> said =
        [
            can.Incremental ? "say what changed" : "only be read whole",
            .. can.Lists ? ["list everything it has"] : Array.Empty<string>(),
            .. can.Revocations ? ["say what was revoked"] : Array.Empty<string>(),
            .. can.ByUser ? ["be asked for one learner at a time"] : Array.Empty<string>(),
            .. can.Catalog ? ["list what can be earned"] : Array.Empty<string>(),
        ];
        return string.Join(", ", said);
    }
}
