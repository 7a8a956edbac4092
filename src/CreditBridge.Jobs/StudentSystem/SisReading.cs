using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Reads;
using CreditBridge.Jobs.Settings;
using CreditBridge.Sis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Does the reads that were asked for, each under its lease; a student system that gives no answer is a read that says so.</summary>
public sealed class SisReading(BridgeDbContext db, IServiceScopeFactory scopes, IEnumerable<ISisReader> readers, JobsOptions options, TimeProvider time)
{
    /// <summary>Whether anything is read at all (<c>Sis:Reads</c>).</summary>
    public bool IsSet => readers.Any();

    public async Task ReadRequestedAsync(CancellationToken cancellation)
    {
        foreach (var read in await db.SisReads.Where(read => read.IsOpen == true).Select(read => read.Id).ToListAsync(cancellation))
            await RunAsync(read, cancellation);
    }

    /// <returns>False when somebody else is working on it, or it has ended.</returns>
    /// <exception cref="LeaseLostException">Another worker took it over in the middle.</exception>
    public async Task<bool> RunAsync(Guid readId, CancellationToken cancellation)
    {
        if (await SisReadLease.TryTakeAsync(db, readId, TimeSpan.FromSeconds(options.LeaseSeconds), cancellation) is not { } lease)
            return false;
        await lease.UpdateAsync(db, read => read.Begin(), cancellation);
        var read = await db.SisReads.AsNoTracking().SingleAsync(read => read.Id == readId, cancellation);
        Action<SisRead> outcome;
        try
        {
            outcome = await TakeAsync(read, lease, cancellation);
        }
        catch (Exception problem) when (problem is not LeaseLostException && !cancellation.IsCancellationRequested)
        {
            outcome = row => row.Fail(problem.Message, time.GetUtcNow().UtcDateTime);
        }

        await lease.UpdateAsync(db, outcome, cancellation);
        return true;
    }

    /// <summary>In a scope of its own, for the lease is renewed meanwhile.</summary>
    private async Task<Action<SisRead>> TakeAsync(SisRead read, SisReadLease lease, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = scope.ServiceProvider.GetRequiredService<SisTaking>().RunAsync(read, stop.Token);
        try
        {
            await lease.KeepAsync(db, work, cancellation);
        }
        catch
        {
            await stop.CancelAsync();
            await Task.WhenAny(work);
            throw;
        }

        return await work;
    }
}
