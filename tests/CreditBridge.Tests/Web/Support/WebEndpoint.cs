using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Web.Support;

/// <summary>One thing a request can reach: a page and one of its handlers, read from the web's own endpoint list.</summary>
internal sealed partial record WebEndpoint(string Method, string Route, string? Handler)
{
    public bool IsUnsafe => Method != "GET";

    /// <summary>For programs: takes JSON only, which no page of another site can send, or only gives it.</summary>
    public bool IsApi => IsForPrograms("/" + Route);

    /// <summary>As the checked-in table names it.</summary>
    public override string ToString() => $"{Method} /{Route}{(Handler is null ? "" : $"?handler={Handler}")}";

    /// <summary>The address with ids of the sample in its route.</summary>
    public string Address(SampleInstitution sample)
    {
        var id = Route.Split('/')[0] switch
        {
            "my-requests" => sample.Requests.Waiting.Id,
            "requests" => sample.Requests.Waiting.Id,
            "grants" => sample.Requests.Posted.Id,
            "postings" => sample.Requests.Rejected.Lines[0].Posting!.Id,
            "credentials" => sample.Credentials[0].Id,
            "cases" => sample.Case.Id,
            "unmatched" => sample.Credentials.First(credential => credential.LearnerId is null).Id,
            "sync-runs" => sample.Night.HarborRun.Id,
            "nights" => sample.Night.Run.Id,
            "users" => sample.Evaluator.Id,
            "achievements" => sample.Networking.Id,
            "rules" => Route.StartsWith("rules/drafts", StringComparison.Ordinal) ? sample.Draft.Id : sample.RuleVersion.Id,
            _ => Guid.Empty,
        };
        var path = "/" + Parameter().Replace(Route, match => match.Value switch { "{code}" when Route.StartsWith("partners/", StringComparison.Ordinal) => sample.Harbor.Code, "{code}" => sample.Rule.Code, "{documentName}" => "v1", "{token}" => sample.Requests.Award.Token, "{list:int}" => "1", var part when part.Contains('?', StringComparison.Ordinal) => "", _ => id.ToString() }).TrimEnd('/');
        var query = Handler is null ? [] : new List<string> { $"handler={Handler}" };
        if (Route == "quarantine/group")
            query.AddRange([$"fingerprint={sample.Night.Quarantined[0].Fingerprint}", $"partner={sample.Harbor.Id}"]);
        if (Route == "rules/outcomes")
            query.AddRange(["partner=harbor", "achievement=net-1"]);
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    /// <summary>Every endpoint but static files. Anything that is neither a file nor a page is a surprise, and said so.</summary>
    public static async Task<IReadOnlyList<WebEndpoint>> AllAsync(WebHost host)
    {
        List<WebEndpoint> all = [];
        var loader = host.Services.GetRequiredService<PageLoader>();
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
                continue;
            if (IsForPrograms(endpoint.RoutePattern.RawText!))
            {
                all.AddRange(endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(method => new WebEndpoint(method, endpoint.RoutePattern.RawText![1..], null)));
                continue;
            }

            var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>() ?? throw new AssertFailedException($"{endpoint.DisplayName} is neither a file nor a page: teach this test about it.");
            var compiled = await loader.LoadAsync(page, endpoint.Metadata);
            var route = endpoint.RoutePattern.RawText!;
            if (compiled.HandlerMethods.Count == 0 || compiled.HandlerMethods.All(handler => handler.HttpMethod != "GET" && handler.Name is null))
                all.Add(new("GET", route, null));
            all.AddRange(compiled.HandlerMethods.Select(handler => new WebEndpoint(handler.HttpMethod.ToUpperInvariant(), route, handler.Name)));
        }

        return [.. all.Distinct().OrderBy(endpoint => endpoint.Route, StringComparer.Ordinal).ThenBy(endpoint => endpoint.Method, StringComparer.Ordinal).ThenBy(endpoint => endpoint.Handler, StringComparer.Ordinal)];
    }

    private static bool IsForPrograms(string route) => Array.Exists(["/api/", "/hooks/", "/.well-known/", "/credentials/status/"], start => route.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
