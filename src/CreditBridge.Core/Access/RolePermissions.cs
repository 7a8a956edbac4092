using System.Collections.Frozen;

namespace CreditBridge.Core.Access;

/// <summary>The one table of roles and permissions (domain.md, 'Who uses it'). What is not here is refused.</summary>
public static class RolePermissions
{
    private static readonly string[] Reading =
    [
        Permissions.ViewDashboard, Permissions.ViewCredentials, Permissions.ViewSync, Permissions.ViewRequests,
        Permissions.ViewGrants, Permissions.ViewPostings, Permissions.ViewRules, Permissions.ViewPartners,
    ];

    private static readonly FrozenDictionary<Role, FrozenSet<string>> Table = new Dictionary<Role, string[]>
    {
        [Role.Learner] = [Permissions.ViewOwnRecord, Permissions.AddOwnBadges, Permissions.ShareOwnRecord],
        [Role.Advisor] = [Permissions.ViewDashboard, Permissions.ViewRules, Permissions.ViewPartners],
        [Role.Evaluator] = [.. Reading, Permissions.MatchCredentials, Permissions.HandleQuarantine, Permissions.DecideRequests, Permissions.HandleCases],
        [Role.FacultyApprover] = [Permissions.ViewDashboard, Permissions.ViewRequests, Permissions.ViewRules, Permissions.ViewPartners, Permissions.ApproveRules],
        [Role.Registrar] =
        [
            .. Reading, Permissions.MatchCredentials, Permissions.HandleQuarantine, Permissions.DecideRequests,
            Permissions.RunNight, Permissions.ExportGrants, Permissions.HandlePostings,
            Permissions.EditRules, Permissions.ApproveRules, Permissions.PublishRules, Permissions.ImportData, Permissions.EditPolicy, Permissions.EditPartners, Permissions.HandleCases,
        ],
        [Role.Auditor] = [.. Reading, Permissions.ExportGrants, Permissions.ViewTrail],
        [Role.Administrator] = [.. Reading, Permissions.RunNight, Permissions.HandlePostings, Permissions.ViewTrail, Permissions.RedactTrail],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet(StringComparer.Ordinal));

    public static bool Allows(Role role, string permission) => Table.TryGetValue(role, out var granted) && granted.Contains(permission);

    public static IReadOnlySet<string> Of(Role role) => Table[role];
}
