using System.Data.Common;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.SignIn;

/// <summary>What a new site still lacks. Strangers read it too, so it says what there is not, and never a name, an address or a path; once all is there it is never said again.</summary>
internal sealed class SetUp(IServiceScopeFactory scopes, IOptions<DemoOptions> demo, IOptions<SignInOptions> options)
{
    private volatile bool _isComplete;

    /// <summary>Null when nothing is missing, or nothing can be known.</summary>
    public async Task<State?> MissingAsync(CancellationToken cancellation)
    {
        if (demo.Value.Enabled || _isComplete)
            return null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
            var state = new State(
                await db.Institutions.AnyAsync(cancellation),
                options.Value.HasCampus,
                await db.Users.AnyAsync(user => user.Role == Role.Administrator && user.DisabledAt == null, cancellation));
            _isComplete = state is { HasInstitution: true, HasSignIn: true, HasAdministrator: true };
            return _isComplete ? null : state;
        }
        catch (DbException)
        {
            return null;
        }
    }

    internal sealed record State(bool HasInstitution, bool HasSignIn, bool HasAdministrator);
}
