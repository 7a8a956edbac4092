using CreditBridge.Core.Grants;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Audit;

/// <summary>Proofs that something stands in the trail, for pages that show them to outsiders. Reads a few hundred short rows whatever the length of the trail.</summary>
public sealed class InclusionProofs(BridgeDbContext db)
{
    private readonly TrailTree _tree = new(db);

    /// <summary>The proof of the entry that says this credit was granted.</summary>
    /// <returns>Null until a checkpoint holds the entry (a day at most), and where the trail leads to its checkpoint no more: 'creditbridge audit verify' says why.</returns>
    public async Task<InclusionProof?> OfGrantAsync(Guid grantId, CancellationToken cancellation = default)
    {
        var sequence = await db.AuditEntries
            .Where(entry => entry.SubjectId == grantId && entry.SubjectType == nameof(CreditGrant) && entry.Action.StartsWith("Credit granted") && entry.Sequence != null)
            .MinAsync(entry => entry.Sequence, cancellation);
        return sequence is { } number ? await OfEntryAsync(number, cancellation) : null;
    }

    /// <param name="sequence">The entry's number.</param>
    /// <returns>The proof against the first checkpoint that holds it, so that it stays the same for ever; null as <see cref="OfGrantAsync"/>.</returns>
    public async Task<InclusionProof?> OfEntryAsync(long sequence, CancellationToken cancellation = default)
    {
        var entry = await db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Sequence == sequence, cancellation);
        var checkpoint = await db.AuditCheckpoints.AsNoTracking().Where(checkpoint => checkpoint.TreeSize >= sequence).OrderBy(checkpoint => checkpoint.TreeSize).FirstOrDefaultAsync(cancellation);
        var institution = await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (entry is not { PayloadHash: { } payload, ContentHash: { } content } || checkpoint is null || institution is null)
            return null;
        var path = await _tree.PathAsync(sequence - 1, checkpoint.TreeSize, cancellation);
        var proof = new InclusionProof(
            sequence,
            new(entry.Id, entry.At, entry.ActorRole, entry.Action, entry.SubjectType, entry.SubjectId, Convert.ToHexStringLower(payload)),
            Convert.ToHexStringLower(content),
            Convert.ToHexStringLower(MerkleTree.Leaf(content)),
            path.ConvertAll(Convert.ToHexStringLower),
            ExportedCheckpoint.Of(checkpoint, institution.Code));
        return proof.Verifies() ? proof : null;
    }
}
