using System.Net;

namespace CreditBridge.Tests.Web.Support;

/// <summary>Keeps cookies between requests as a browser does.</summary>
internal sealed class Cookies : DelegatingHandler
{
    private readonly CookieContainer _jar = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_jar.GetCookieHeader(request.RequestUri!) is { Length: > 0 } cookies)
            request.Headers.Add("Cookie", cookies);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var values))
        {
            foreach (var value in values)
                _jar.SetCookies(request.RequestUri!, value);
        }

        return response;
    }
}
