namespace CreditBridge.Core.Audit;

/// <summary>
/// Walks the sealed entries in the order of their numbers and computes everything again. What a row says of itself is compared with its own hashes, and the stored hashes
/// with their neighbours': one edited row is one finding, not one for each row behind it.
/// </summary>
/// <param name="blocks">The stored blocks of the entries up to <paramref name="blocksUpTo"/>: the sealer may go on meanwhile.</param>
internal sealed class ChainCheck(Findings findings, IEnumerable<CheckpointClaim> claims, IReadOnlyDictionary<long, byte[]> blocks, long blocksUpTo)
{
    /// <summary>Transactions that end late and clocks that differ a little are no backdating.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    private readonly Queue<CheckpointClaim> _claims = new(claims.OrderBy(claim => claim.TreeSize));
    private readonly MerkleRange _tree = new();
    private MerkleRange _block = new();
    private byte[]? _chain = SealHash.Start;
    private long _unknown;
    private DateTime? _closedAt;

    public long Last { get; private set; }

    public long Count { get; private set; }

    public long Redacted { get; private set; }

    /// <summary>The chain hash of the last entry, as stored; null when it could not be read.</summary>
    public byte[]? Chain => _chain;

    public void Take(AuditEntry entry)
    {
        if (!Advance(entry.Sequence!.Value))
            return;
        if (entry is not { PayloadHash.Length: SealHash.Bytes, ContentHash.Length: SealHash.Bytes, ChainHash.Length: SealHash.Bytes })
        {
            Lose("bears a number, and not all of its hashes.");
            return;
        }

        CheckTexts(entry);
        if (!Same(SealHash.OfContent(entry), entry.ContentHash))
            Say("was edited: its id, time, role, action, subject or payload hash is not what was sealed.");
        if (_chain is not null && !Same(SealHash.OfChain(_chain, entry.ContentHash), entry.ChainHash))
            Say("does not follow from the entry before it: one of the two was edited, moved or put in later.");
        if (_closedAt is { } closed && entry.At < closed - Tolerance)
            Say($"says it was written at {entry.At:yyyy-MM-dd HH:mm} UTC, but the checkpoint made at {closed:yyyy-MM-dd HH:mm} UTC does not hold it: it was dated back, or a clock was wrong.");
        _chain = entry.ChainHash;
        Grow(MerkleTree.Leaf(entry.ContentHash));
        CheckClaims();
    }

    /// <summary>A row that holds something this program never wrote.</summary>
    public void TakeUnreadable(long sequence, string problem)
    {
        if (Advance(sequence))
            Lose($"can't be read: {problem}");
    }

    /// <summary>After the last row: what checkpoints hold beyond it was removed.</summary>
    public void End()
    {
        foreach (var claim in _claims)
            findings.Add(null, $"{claim.Name} holds {claim.TreeSize} entries, but the trail ends with entry {Last}: {claim.TreeSize - Last} were removed from its end.");
        _claims.Clear();
    }

    private static bool Same(byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right);

    private bool Advance(long sequence)
    {
        if (sequence <= Last)
        {
            findings.Add(sequence, sequence < 1 ? $"An entry bears the number {sequence}; numbers begin with 1." : $"Entry {sequence} is there twice.");
            return false;
        }

        if (sequence > Last + 1)
        {
            var gap = sequence - Last - 1;
            findings.Add(Last + 1, gap == 1 ? $"Entry {Last + 1} is missing." : $"Entries {Last + 1} to {sequence - 1} are missing.");
            // Checkpoints inside the gap have nothing left to be compared with.
            while (_claims.TryPeek(out var claim) && claim.TreeSize < sequence)
                findings.Add(null, $"{_claims.Dequeue().Name} can't be compared: entry {claim.TreeSize}, its last, is missing.");
            (_chain, _unknown) = (null, _unknown + gap);
        }

        (Last, Count) = (sequence, Count + 1);
        return true;
    }

    private void CheckTexts(AuditEntry entry)
    {
        if (entry.RedactedAt is not null)
        {
            Redacted++;
            if (!entry.IsBlank)
                Say("is marked as redacted, but holds texts again.");
        }
        else if (!Same(SealHash.OfPayload(entry), entry.PayloadHash!))
        {
            Say("was edited: its actor, before, after or why is not what was sealed.");
        }
    }

    private void Grow(byte[] leaf)
    {
        _tree.Add(leaf);
        _block.Add(leaf);
        if (_unknown > 0 || Last % TrailBlock.Size != 0)
            return;
        var root = _block.Root();
        _block = new();
        if (Last > blocksUpTo)
            return;
        var number = Last / TrailBlock.Size - 1;
        if (!blocks.TryGetValue(number, out var stored) || !Same(root, stored))
            findings.Add(null, $"The stored block {number} (entries {Last - TrailBlock.Size + 1} to {Last}) is not that of its entries: they, or it, were edited.");
    }

    private void CheckClaims()
    {
        while (_claims.TryPeek(out var claim) && claim.TreeSize == Last)
        {
            _claims.Dequeue();
            if (_unknown > 0)
                findings.Add(null, $"{claim.Name} can't be compared: {_unknown} of its {claim.TreeSize} entries are missing or unreadable.");
            else if (!Same(_tree.Root(), claim.RootHash))
                findings.Add(null, $"{claim.Name} has another root than its {claim.TreeSize} entries: one of them, or it, was edited.");
            if (_chain is not null && !Same(_chain, claim.ChainHash))
                findings.Add(null, $"{claim.Name} has another chain hash than entry {claim.TreeSize}.");
            _closedAt = claim.MadeAt;
        }
    }

    private void Lose(string problem)
    {
        Say(problem);
        (_chain, _unknown) = (null, _unknown + 1);
        CheckClaims();
    }

    private void Say(string problem) => findings.Add(Last, $"Entry {Last} {problem}");
}
