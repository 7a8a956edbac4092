namespace CreditBridge.Simulators;

/// <summary>Something that goes wrong (design: reliability, scenarios 1–10), by name. <see cref="FaultNames"/> lists them.</summary>
public sealed class Fault(string kind, string? value, int times, double rate, Random random)
{
    private int _left = times;

    public string Kind => kind;

    public string? Value => value;

    public Random Random => random;

    public int Struck { get; private set; }

    internal bool Strikes()
    {
        if (_left <= 0 || (rate < 1 && random.NextDouble() >= rate))
            return false;
        _left--;
        Struck++;
        return true;
    }
}
