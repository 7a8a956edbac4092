using System.Net;
using System.Threading.RateLimiting;
using CreditBridge.Core.Partners;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;

namespace CreditBridge.Jobs.Connectors.Wire;

/// <summary>
/// One partner's pipeline (partners.md, 'Every connector'): total time → retry → circuit → budget → at once → time of an attempt. Time is real time: the partner is another program.
/// </summary>
public sealed class PartnerPipeline : IDisposable
{
    /// <summary>A longer wait gives the worker back.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan MostWait = TimeSpan.FromDays(1);

    internal static readonly ResiliencePropertyKey<bool> IsSafe = new("is-safe");
    internal static readonly ResiliencePropertyKey<PartnerWire> Caller = new("caller");

    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly TokenBucketRateLimiter _budget;

    public PartnerPipeline(WireLimits limits)
    {
        Limits = limits;
        // Filled evenly, so that a budget that is used up waits for its next call and not for the whole window.
        _budget = new(new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.Calls,
            TokensPerPeriod = Math.Max(1, limits.Calls / (limits.PerSeconds * 2)),
            ReplenishmentPeriod = TimeSpan.FromSeconds(limits.PerSeconds) / limits.Calls * Math.Max(1, limits.Calls / (limits.PerSeconds * 2)),
            QueueLimit = int.MaxValue,
        });
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(TimeSpan.FromSeconds(limits.TotalSeconds));
        if (limits.Retries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = limits.Retries,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = args => ValueTask.FromResult(args.Context.Properties.GetValue(IsSafe, false) && HttpClientResiliencePredicates.IsTransient(args.Outcome)
                    && args.Outcome.Exception is not HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } && !(WaitOf(args.Outcome.Result) > LongestWait)),
                OnRetry = args =>
                {
                    args.Context.Properties.GetValue(Caller, null!)?.CountRetry();
                    return ValueTask.CompletedTask;
                },
            });
        }

        Pipeline = pipeline
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = 0.9,
                MinimumThroughput = Math.Max(2, limits.BreakAfter),
                SamplingDuration = TimeSpan.FromSeconds(60),
                BreakDuration = TimeSpan.FromSeconds(limits.BreakSeconds),
                // To be asked to wait is no failure.
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests && HttpClientResiliencePredicates.IsTransient(args.Outcome)),
                StateProvider = _circuit,
            })
            .AddRateLimiter(_budget)
            .AddConcurrencyLimiter(limits.AtOnce, int.MaxValue)
            .AddTimeout(TimeSpan.FromSeconds(limits.AttemptSeconds))
            .Build();
    }

    public WireLimits Limits { get; }

    public ResiliencePipeline<HttpResponseMessage> Pipeline { get; }

    /// <summary>The circuit and the budget, for people.</summary>
    public string State =>
        $"{_circuit.CircuitState switch
        {
            CircuitState.Open or CircuitState.Isolated => $"circuit open: nothing is asked for {Limits.BreakSeconds} seconds",
            CircuitState.HalfOpen => "circuit half open: one call tries",
            _ => "circuit closed",
        }}; {_budget.GetStatistics()!.CurrentAvailablePermits:N0} of {Limits.Calls:N0} calls in {Limits.PerSeconds} seconds left";

    public void Dispose() => _budget.Dispose();

    /// <summary>How long the answer asks us to wait, when it asks in a way that can be understood; a day at most: a wrong header must not end a partner for years.</summary>
    internal static TimeSpan? WaitOf(HttpResponseMessage? answer) => WaitAsked(answer) is { } asked && asked > MostWait ? MostWait : WaitAsked(answer);

    private static TimeSpan? WaitAsked(HttpResponseMessage? answer) =>
        answer is not { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: { } retry } ? null
        : retry.Delta ?? (retry.Date is { } date ? date - (answer.Headers.Date ?? TimeProvider.System.GetUtcNow()) is { Ticks: > 0 } wait ? wait : TimeSpan.Zero : null);
}
