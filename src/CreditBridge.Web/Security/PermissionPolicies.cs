using System.Reflection;
using System.Security.Claims;
using CreditBridge.Core.Access;
using CreditBridge.Web.Api.Programs;
using Microsoft.AspNetCore.Authorization;

namespace CreditBridge.Web.Security;

/// <summary>One authorization policy a permission, of the same name; whatever asks for none needs at least a signed-in person.</summary>
internal static class PermissionPolicies
{
    public static IEnumerable<string> All =>
        typeof(Permissions).GetFields(BindingFlags.Public | BindingFlags.Static).Where(constant => constant.IsLiteral).Select(constant => constant.Name);

    public static bool May(this ClaimsPrincipal person, string permission) =>
        Enum.TryParse<Role>(person.FindFirstValue(ClaimTypes.Role), out var role)
            ? RolePermissions.Allows(role, permission)
            : ApiScopes.Allow(person.FindAll(ProgramAuthentication.ScopeClaim).Select(scope => scope.Value), permission);

    public static void Add(AuthorizationOptions options)
    {
        options.FallbackPolicy = options.DefaultPolicy;
        foreach (var permission in All)
            options.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.May(permission)));
    }
}
