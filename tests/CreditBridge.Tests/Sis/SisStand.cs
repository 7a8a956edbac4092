using CreditBridge.Sis;

namespace CreditBridge.Tests.Sis;

/// <summary>An adapter beside a double of its student system.</summary>
internal abstract class SisStand : IAsyncDisposable
{
    public abstract ISisAdapter Adapter { get; }

    /// <summary>What must never be seen.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    /// <summary>How often the system's own ledger holds it.</summary>
    public abstract int Committed(CreditPosting posting);

    /// <summary>The other side works on what was handed over, where that is not done within the call.</summary>
    public virtual Task SettleAsync() => Task.CompletedTask;

    public virtual void RefuseNext(string words) => throw new NotSupportedException();

    public virtual void LoseNextAnswer() => throw new NotSupportedException();

    public virtual Task GoAwayAsync() => throw new NotSupportedException();

    /// <param name="how">A name of <see cref="SisCase.Hostilities"/>.</param>
    public virtual void TurnHostile(string how) => throw new NotSupportedException();

    public virtual void ChangeSecret() => throw new NotSupportedException();

    public abstract ValueTask DisposeAsync();
}
