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

    public static void Add(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Upload, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetTokenBucketLimiter(context.User.UserId(), _ => new TokenBucketRateLimiterOptions { TokenLimit = 10, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(3) })
            : RateLimitPartition.GetNoLimiter(Guid.Empty));
        options.AddPolicy(Estimate, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions { TokenLimit = 30, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(2) })
            : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("reading"));
        options.AddPolicy(Award, context => RateLimitPartition.GetTokenBucketLimiter(
            context.GetRouteValue("token")?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions { TokenLimit = 30, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(2) }));
    }
}
