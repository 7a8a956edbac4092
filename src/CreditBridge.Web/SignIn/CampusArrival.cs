using CreditBridge.Core.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditBridge.Web.SignIn;

/// <summary>From a proven campus identity to a session here, or back to the sign-in page with the reason.</summary>
internal sealed class CampusArrival(Arriving arriving, Session session)
{
    /// <returns>Where the browser goes next.</returns>
    public async Task<string> EnterAsync(HttpContext http, CampusIdentity identity, SignInWay way, string? returnUrl)
    {
        switch (await arriving.ArriveAsync(identity, http.RequestAborted))
        {
            case Arrival.Welcome { User: var user }:
                await session.BeginAsync(http, user, way);
                return string.IsNullOrEmpty(returnUrl) || returnUrl == "/" ? Session.Home(user) : returnUrl;
            case Arrival.Refused { Why: var why }:
                return Refused(why);
            default:
                throw new InvalidOperationException("An arrival is a welcome or a refusal.");
        }
    }

    public static string Refused(ArrivalRefusal why) => QueryHelpers.AddQueryString("/sign-in", "refused", why.ToString());
}
