using CreditBridge.Core.Access;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.Pages.SignIn;

/// <summary>The way to the campus's own sign-in. A SAML front guards this address, and hands over who came through.</summary>
[AllowAnonymous]
internal sealed class CampusModel(IOptions<SignInOptions> options, CampusHeaders headers, CampusArrival arrival) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? returnUrl)
    {
        var next = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        if (options.Value.OpenIdConnect.IsOn)
            return Challenge(new AuthenticationProperties { RedirectUri = next }, OpenIdConnectDefaults.AuthenticationScheme);
        if (!options.Value.TrustedHeader.IsOn)
            return NotFound();
        return headers.Read(HttpContext) is { } identity
            ? LocalRedirect(await arrival.EnterAsync(HttpContext, identity, SignInWay.TrustedHeader, next))
            : LocalRedirect(CampusArrival.Refused(ArrivalRefusal.NotProven));
    }
}
