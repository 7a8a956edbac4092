namespace CreditBridge.Core.Audit;

/// <summary>Counts what is wrong and keeps the first of it: a trail rewritten from its start would be a finding a row.</summary>
internal sealed class Findings
{
    private const int MostKept = 100;

    private readonly List<TrailFinding> _kept = [];

    public long Count { get; private set; }

    public IReadOnlyList<TrailFinding> Kept => _kept;

    public void Add(long? sequence, string sentence)
    {
        if (++Count <= MostKept)
            _kept.Add(new(sequence, sentence));
    }
}
