using System.Security.Claims;
using CreditBridge.Core.Access;
using CreditBridge.Web.Api.Programs;

namespace CreditBridge.Web.SignIn;

/// <summary>The signed-in person, as services ask for who acts.</summary>
internal static class SignedIn
{
    public static Guid UserId(this ClaimsPrincipal person) => Guid.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!);

    /// <summary>The session's row; null when nobody is signed in.</summary>
    public static Guid? SessionId(this ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(Session.Claim), out var id) ? id : null;

    public static Actor Actor(this ClaimsPrincipal person) => person.Identity is { AuthenticationType: ProgramAuthentication.Name }
        ? new(person.Identity.Name!, null) { Scopes = [.. person.FindAll(ProgramAuthentication.ScopeClaim).Select(scope => scope.Value)] }
        : new(person.Identity!.Name!, Enum.Parse<Role>(person.FindFirstValue(ClaimTypes.Role)!), person.UserId());
}
