using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;

namespace CreditBridge.Web.Pages.Users;

/// <summary>The two fields that say what somebody of the staff is here.</summary>
internal sealed record RoleChoice(Role? Role, string? Department, IReadOnlyList<Department> Departments);
