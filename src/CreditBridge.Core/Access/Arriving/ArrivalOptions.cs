namespace CreditBridge.Core.Access;

/// <summary>What of the settings' section <c>SignIn</c> says which role an arriving person has.</summary>
public sealed class ArrivalOptions
{
    /// <summary>Of several that fit, the most privileged counts (the order of <see cref="Role"/>). Who fits none, and is no learner we know, has no access.</summary>
    public List<Mapping> Roles { get; set; } = [];

    /// <summary>The claim or header with a faculty approver's department code.</summary>
    public string DepartmentClaim { get; set; } = "";

    /// <summary>The provider's addresses are given by the institution, never typed by their owners: whoever an administrator listed is known by them at the first sign-in.</summary>
    public bool TrustEmail { get; set; }

    public Role? RoleOf(CampusIdentity identity)
    {
        var fitting = Roles.Where(mapping => identity.ValuesOf(mapping.Claim).Contains(mapping.Value, StringComparer.Ordinal)).Select(mapping => (Role?)mapping.Role).ToList();
        return fitting.Count == 0 ? null : fitting.Max();
    }

    public sealed class Mapping
    {
        public string Claim { get; set; } = "";

        public string Value { get; set; } = "";

        public Role Role { get; set; }
    }
}
