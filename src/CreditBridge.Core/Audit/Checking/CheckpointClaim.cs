namespace CreditBridge.Core.Audit;

/// <summary>That the first entries had this root and this chain hash: by a stored checkpoint, or by one that was kept outside.</summary>
internal sealed record CheckpointClaim(string Name, long TreeSize, byte[] RootHash, byte[] ChainHash, DateTime MadeAt)
{
    public static CheckpointClaim Of(AuditCheckpoint stored) => new($"The checkpoint of {stored.Day:yyyy-MM-dd}", stored.TreeSize, stored.RootHash, stored.ChainHash, stored.MadeAt);

    public static CheckpointClaim Of(ExportedCheckpoint kept) =>
        new($"The checkpoint of {kept.Day:yyyy-MM-dd} that was kept outside", kept.TreeSize, Convert.FromHexString(kept.RootHash), Convert.FromHexString(kept.ChainHash), kept.MadeAt.ToUniversalTime());
}
