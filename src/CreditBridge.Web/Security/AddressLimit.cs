using System.Threading.RateLimiting;

namespace CreditBridge.Web.Security;

/// <summary>How often a link may be asked for to one address, whether it is known or not: ten a minute. Counted on each web node.</summary>
internal sealed class AddressLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) }));

    public bool Allows(string address)
    {
        using var lease = _limiter.AttemptAcquire(address.Trim().ToUpperInvariant());
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
