using System.Collections.Frozen;

namespace CreditBridge.Core.Access;

/// <summary>The one table of roles and permissions (domain.md, 'Who uses it'). What is not here is refused.</summary>
public static class RolePermissions
{
    private static readonly string[] Reading =
    [
        Permissions.ViewDashboard, Permissions.ViewCredentials, Permissions.ViewSync, Permissions.ViewRequests,
        Permissions.ViewGrants, Permissions.ViewPostings, Permissions.ViewRules, Permissions.ViewPartners, Permissions.ViewLearners,
    ];

    private static readonly FrozenDictionary<Role, FrozenSet<string>> Table = new Dictionary<Role, string[]>
    {
        [Role.Learner] = [Permissions.ViewOwnRecord, Permissions.AddOwnBadges, Permissions.ShareOwnRecord, Permissions.AskForCredit],
        [Role.Advisor] = [Permissions.ViewDashboard, Permissions.ViewRules, Permissions.ViewPartners, Permissions.ViewLearners],
        [Role.Evaluator] = [.. Reading, Permissions.MatchCredentials, Permissions.HandleQuarantine, Permissions.DecideRequests, Permissions.HandleCases, Permissions.AnswerLearners, Permissions.RecordFees],
        [Role.FacultyApprover] = [Permissions.ViewDashboard, Permissions.ViewRequests, Permissions.ViewRules, Permissions.ViewPartners, Permissions.ApproveRules, Permissions.AnswerForDepartment],
        [Role.Registrar] =
        [
            .. Reading, Permissions.MatchCredentials, Permissions.HandleQuarantine, Permissions.DecideRequests,
            Permissions.RunNight, Permissions.ExportGrants, Permissions.HandlePostings,
            Permissions.EditRules, Permissions.ApproveRules, Permissions.PublishRules, Permissions.ImportData, Permissions.EditPolicy, Permissions.EditPartners, Permissions.HandleCases,
            Permissions.AssignRequests, Permissions.MergeLearners, Permissions.AwardByHand, Permissions.EditClocks, Permissions.EditLetters, Permissions.AnswerLearners, Permissions.RecordFees, Permissions.ViewDisclosures,
        ],
        [Role.Auditor] = [.. Reading, Permissions.ExportGrants, Permissions.ViewTrail, Permissions.ViewDisclosures],
        [Role.Administrator] = [.. Reading, Permissions.RunNight, Permissions.HandlePostings, Permissions.ViewTrail, Permissions.RedactTrail, Permissions.ManageUsers, Permissions.ManagePrograms, Permissions.EditLetters],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.Append(Permissions.UseOwnAccount).ToFrozenSet(StringComparer.Ordinal));

    public static bool Allows(Role role, string permission) => Table.TryGetValue(role, out var granted) && granted.Contains(permission);

    public static IReadOnlySet<string> Of(Role role) => Table[role];
}
