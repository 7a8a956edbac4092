namespace CreditBridge.OpenBadges;

/// <summary>Where a site's own network asks for something else than the guarded client's defaults.</summary>
public sealed class GuardedOptions
{
    /// <summary>All traffic goes through this proxy, which then has to refuse inside addresses itself: we no longer see them.</summary>
    public Uri? Proxy { get; set; }

    /// <summary>Inside networks (CIDR) with issuers that the site trusts; everything else inside stays closed.</summary>
    public IReadOnlyList<string> InternalNetworks { get; set; } = [];
}
