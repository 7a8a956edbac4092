using System.Net;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors.Wire;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Testing;
using Polly.Timeout;

namespace CreditBridge.Tests.Jobs.Connectors;

[TestClass]
public sealed class PartnerPipelineTests
{
    [TestMethod]
    public void Pipeline_OfLimits_HasThemInThisOrder()
    {
        using var pipeline = new PartnerPipeline(new WireLimits());
        var strategies = pipeline.Pipeline.GetPipelineDescriptor().Strategies;
        CollectionAssert.AreEqual(
            new[] { "TimeoutStrategyOptions", "HttpRetryStrategyOptions", "HttpCircuitBreakerStrategyOptions", "RateLimiterStrategyOptions", "RateLimiterStrategyOptions", "TimeoutStrategyOptions" },
            strategies.Select(strategy => strategy.Options!.GetType().Name).ToArray());
        Assert.AreEqual(TimeSpan.FromSeconds(120), ((TimeoutStrategyOptions)strategies[0].Options!).Timeout);
        var retry = (RetryStrategyOptions<HttpResponseMessage>)strategies[1].Options!;
        Assert.AreEqual((3, Polly.DelayBackoffType.Exponential, true), (retry.MaxRetryAttempts, retry.BackoffType, retry.UseJitter));
        Assert.IsTrue(((HttpRetryStrategyOptions)retry).ShouldRetryAfterHeader);
        var circuit = (CircuitBreakerStrategyOptions<HttpResponseMessage>)strategies[2].Options!;
        Assert.AreEqual((8, TimeSpan.FromSeconds(30)), (circuit.MinimumThroughput, circuit.BreakDuration));
        // A server that trickles is left before 30 seconds (reliability.md, 3).
        Assert.IsLessThanOrEqualTo(TimeSpan.FromSeconds(30), ((TimeoutStrategyOptions)strategies[5].Options!).Timeout);
    }

    [TestMethod]
    [DataRow(true, 3)]
    [DataRow(false, 1)]
    public async Task Execute_ServerFails_OnlySafeCallsAreRepeated(bool isSafe, int calls)
    {
        using var pipeline = new PartnerPipeline(new WireLimits(Retries: 2, BreakAfter: 100));
        var made = 0;
        await ExecuteAsync(pipeline, isSafe, () =>
        {
            made++;
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        });
        Assert.AreEqual(calls, made);
    }

    [TestMethod]
    public async Task Execute_ManyFailuresInARow_OpensTheCircuitAndSaysSo()
    {
        using var pipeline = new PartnerPipeline(new WireLimits(Retries: 0, BreakAfter: 4, BreakSeconds: 30));
        var made = 0;
        for (var i = 0; i < 4; i++)
        {
            await ExecuteAsync(pipeline, true, () =>
            {
                made++;
                return new HttpResponseMessage(HttpStatusCode.InternalServerError);
            });
        }

        var refused = await Assert.ThrowsAsync<Exception>(() => ExecuteAsync(pipeline, true, () =>
        {
            made++;
            return new HttpResponseMessage(HttpStatusCode.OK);
        }));
        Assert.AreEqual(("BrokenCircuitException", 4), (refused.GetType().Name, made));
        Assert.Contains("circuit open", pipeline.State);
    }

    /// <summary>To be asked to wait is no failure of the source: the circuit stays closed.</summary>
    [TestMethod]
    public async Task Execute_AskedTooOften_KeepsTheCircuitClosed()
    {
        using var pipeline = new PartnerPipeline(new WireLimits(Retries: 0, BreakAfter: 2));
        for (var i = 0; i < 6; i++)
            await ExecuteAsync(pipeline, true, () => new HttpResponseMessage(HttpStatusCode.TooManyRequests));
        Assert.Contains("circuit closed", pipeline.State);
    }

    [TestMethod]
    public async Task Execute_BudgetUsedUp_WaitsForItsNextCall()
    {
        using var pipeline = new PartnerPipeline(new WireLimits(Calls: 4, PerSeconds: 2, AtOnce: 8));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var times = new System.Collections.Concurrent.ConcurrentQueue<TimeSpan>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ExecuteAsync(pipeline, true, () =>
        {
            times.Enqueue(clock.Elapsed);
            return new HttpResponseMessage(HttpStatusCode.OK);
        })));
        Assert.HasCount(8, times);
        // Four at once, and one each half second: the eighth not before a second and a half.
        Assert.IsGreaterThan(TimeSpan.FromSeconds(1.4), times.Max());
    }

    [TestMethod]
    public async Task Execute_TwoAtOnceAllowed_NeverMakesThree()
    {
        using var pipeline = new PartnerPipeline(new WireLimits(AtOnce: 2));
        var (now, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            await pipeline.Pipeline.ExecuteAsync(async cancellation =>
            {
                var mine = Interlocked.Increment(ref now);
                lock (pipeline)
                    most = Math.Max(most, mine);
                await Task.Delay(20, cancellation);
                Interlocked.Decrement(ref now);
                return new HttpResponseMessage(HttpStatusCode.OK);
            });
        }));
        Assert.AreEqual(2, most);
    }

    private static async Task ExecuteAsync(PartnerPipeline pipeline, bool isSafe, Func<HttpResponseMessage> answer)
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        context.Properties.Set(PartnerPipeline.IsSafe, isSafe);
        await pipeline.Pipeline.ExecuteAsync(_ => ValueTask.FromResult(answer()), context);
        ResilienceContextPool.Shared.Return(context);
    }
}
