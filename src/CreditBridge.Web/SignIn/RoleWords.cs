using System.Security.Claims;

namespace CreditBridge.Web.SignIn;

/// <summary>A role as people read it, and what it is there for.</summary>
internal static class RoleWords
{
    public static string Of(ClaimsPrincipal person) => Enum.TryParse<Core.Access.Role>(person.FindFirstValue(ClaimTypes.Role), out var role) ? Of(role) : "";

    public static string Of(Core.Access.Role role) => role == Core.Access.Role.FacultyApprover ? "Faculty approver" : role.ToString();

    public static string Purpose(Core.Access.Role role) => role switch
    {
        Core.Access.Role.Learner => "Adds badges, asks for credit and follows it.",
        Core.Access.Role.Advisor => "Reads the learners assigned and estimates for them.",
        Core.Access.Role.Evaluator => "Works the queue: evidence on the left, decision on the right.",
        Core.Access.Role.FacultyApprover => "Approves or returns what concerns their department.",
        Core.Access.Role.Registrar => "Runs the night, decides, posts, and answers for all of it.",
        Core.Access.Role.Auditor => "Reads everything, changes nothing.",
        _ => "Looks after users, connections and schedules.",
    };
}
