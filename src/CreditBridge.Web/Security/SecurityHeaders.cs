namespace CreditBridge.Web.Security;

/// <summary>The headers of every answer: pages, fragments, downloads, errors and static files alike (design/security.md, 'Base').</summary>
internal static class SecurityHeaders
{
    /// <param name="provider">The origin of the identity provider, if forms may lead there.</param>
    public static HeaderPolicyCollection Create(string? provider) => new HeaderPolicyCollection()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self().WithNonce();
            csp.AddStyleSrc().Self();
            csp.AddImgSrc().Self().Data();
            csp.AddFontSrc().Self();
            csp.AddConnectSrc().Self();
            var forms = csp.AddFormAction().Self();
            if (provider is not null)
                forms.From(provider);
            csp.AddFrameAncestors().None();
            csp.AddBaseUri().None();
        })
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddPermissionsPolicy(policy =>
        {
            policy.AddCamera().None();
            policy.AddDisplayCapture().None();
            policy.AddGeolocation().None();
            policy.AddMicrophone().None();
            policy.AddPayment().None();
            policy.AddUsb().None();
        })
        .RemoveServerHeader();
}
