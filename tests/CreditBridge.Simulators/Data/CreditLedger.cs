namespace CreditBridge.Simulators;

/// <summary>What a student system holds, in the order it came.</summary>
public sealed class CreditLedger
{
    private readonly Lock _lock = new();
    private readonly List<HeldCredit> _held = [];

    public IReadOnlyList<HeldCredit> Held
    {
        get
        {
            lock (_lock)
                return [.. _held];
        }
    }

    /// <returns>Whether it was taken; not if another one is alike.</returns>
    public bool TryAdd(HeldCredit credit, Func<HeldCredit, bool> alike)
    {
        lock (_lock)
        {
            if (_held.Exists(one => alike(one)))
                return false;
            _held.Add(credit);
            return true;
        }
    }

    public bool TryChange(Func<HeldCredit, bool> which, Func<HeldCredit, HeldCredit> change)
    {
        lock (_lock)
        {
            var at = _held.FindIndex(one => which(one));
            if (at < 0)
                return false;
            _held[at] = change(_held[at]);
            return true;
        }
    }
}
