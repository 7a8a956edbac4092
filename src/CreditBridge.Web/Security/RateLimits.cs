using System.Threading.RateLimiting;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.RateLimiting;

namespace CreditBridge.Web.Security;

/// <summary>How often one person may do what costs others something (design/security.md, 'Base'). Counted on each web node.</summary>
internal static class RateLimits
{
    /// <summary>Adding a badge, which may fetch a link: ten at once, and twenty an hour.</summary>
    public const string Upload = "upload";

    /// <summary>Looking at one award, which signs and verifies it each time: thirty a minute, by whomever.</summary>
    public const string Award = "award";

    /// <summary>An estimate, by anybody: thirty a minute from one address.</summary>
    public const string Estimate = "estimate";

    /// <summary>Asking for a sign-in link, and using one: ten a minute from one address of the network.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Asking for credit and writing about it, files included: sixty at once. Adding a badge there counts as an upload.</summary>
    public const string Ask = "ask";

    /// <summary>Webhooks of one partner, from one address: a storm of three thousand at once, then fifty a second. What is refused is sent again, or found by the night.</summary>
    public const string Hook = "hook";

    public static void Add(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Upload, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetTokenBucketLimiter(context.User.UserId(), _ => new TokenBucketRateLimiterOptions { TokenLimit = 10, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(3) })
            : RateLimitPartition.GetNoLimiter(Guid.Empty));
        options.AddPolicy(Ask, context => !HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetNoLimiter((Guid.Empty, false))
            : string.Equals(context.Request.Query["handler"], "Badge", StringComparison.OrdinalIgnoreCase)
                ? RateLimitPartition.GetTokenBucketLimiter((context.User.UserId(), true), _ => new TokenBucketRateLimiterOptions { TokenLimit = 10, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(3) })
                : RateLimitPartition.GetTokenBucketLimiter((context.User.UserId(), false), _ => new TokenBucketRateLimiterOptions { TokenLimit = 60, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(10) }));
        options.AddPolicy(Estimate, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "unknown", _ => new TokenBucketRateLimiterOptions { TokenLimit = 30, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(2) })
            : RateLimitPartition.GetNoLimiter("reading"));
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("reading"));
        options.AddPolicy(Hook, context => RateLimitPartition.GetTokenBucketLimiter(
            (context.GetRouteValue("code")?.ToString(), context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions { TokenLimit = 3000, TokensPerPeriod = 50, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
        options.AddPolicy(Award, context => RateLimitPartition.GetTokenBucketLimiter(
            context.GetRouteValue("token")?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions { TokenLimit = 30, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(2) }));
    }
}
