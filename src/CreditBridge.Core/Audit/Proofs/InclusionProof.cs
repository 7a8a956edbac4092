using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditBridge.Core.Audit;

/// <summary>
/// That one entry stands in the trail as a checkpoint saw it, for anybody with SHA-256 (docs/trail.md): the content hash follows from the entry, the leaf hash from the
/// content hash, and the path (RFC 6962, section 2.1.1; siblings from the leaf upwards) leads to the checkpoint's root. Hashes are lower-case hexadecimal.
/// </summary>
/// <param name="Sequence">The entry's number, from 1; its index in the tree is one less.</param>
public sealed record InclusionProof(long Sequence, ProvenEntry Entry, string ContentHash, string LeafHash, IReadOnlyList<string> Path, ExportedCheckpoint Checkpoint)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>As docs/trail.md reads it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Computes everything again from the entry.</summary>
    public bool Verifies()
    {
        var content = SealHash.OfContent(Entry.Id, Entry.At, Entry.ActorRole?.ToString(), Entry.Action, Entry.SubjectType, Entry.SubjectId, Convert.FromHexString(Entry.PayloadHash));
        var leaf = MerkleTree.Leaf(content);
        return Convert.ToHexStringLower(content) == ContentHash && Convert.ToHexStringLower(leaf) == LeafHash
            && MerkleTree.Verify(leaf, Sequence - 1, Checkpoint.TreeSize, [.. Path.Select(Convert.FromHexString)], Convert.FromHexString(Checkpoint.RootHash));
    }
}
