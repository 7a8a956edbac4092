namespace CreditBridge.Core.Access;

/// <summary>Who a person is here. What each may do is one table: <see cref="RolePermissions"/>.</summary>
public enum Role
{
    Learner,
    Advisor,
    Evaluator,
    FacultyApprover,
    Registrar,
    Auditor,
    Administrator,
}
