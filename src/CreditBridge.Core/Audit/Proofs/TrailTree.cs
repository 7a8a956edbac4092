using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Audit;

/// <summary>
/// The tree over the sealed entries, from stored blocks: a million entries are 3,906 of them. Blocks are whole subtrees of the tree, so a tree of blocks is the same tree,
/// eight levels up.
/// </summary>
internal sealed class TrailTree(BridgeDbContext db)
{
    public async Task<byte[]> RootAsync(long size, CancellationToken cancellation) => MerkleTree.Root(await BlocksAsync(size, cancellation));

    /// <param name="index">From 0: the entry's number less one.</param>
    public async Task<List<byte[]>> PathAsync(long index, long size, CancellationToken cancellation)
    {
        var block = index / TrailBlock.Size;
        var leaves = await LeavesAsync(block * TrailBlock.Size, Math.Min((block + 1) * TrailBlock.Size, size), cancellation);
        var blocks = await BlocksAsync(size, cancellation);
        // A trail with rows missing: the caller finds that the path leads nowhere.
        if (leaves.Count <= index % TrailBlock.Size || blocks.Count <= block)
            return [];
        return [.. MerkleTree.Path(leaves.ToArray(), (int)(index % TrailBlock.Size)), .. MerkleTree.Path(blocks.ToArray(), (int)block)];
    }

    /// <summary>The leaf hashes of the entries with numbers above <paramref name="after"/>, up to <paramref name="last"/>.</summary>
    public async Task<List<byte[]>> LeavesAsync(long after, long last, CancellationToken cancellation)
    {
        if (after == last)
            return [];
        var contents = await db.AuditEntries.Where(entry => entry.Sequence > after && entry.Sequence <= last).OrderBy(entry => entry.Sequence).Select(entry => entry.ContentHash!).ToListAsync(cancellation);
        return contents.ConvertAll(content => MerkleTree.Leaf(content));
    }

    private async Task<List<byte[]>> BlocksAsync(long size, CancellationToken cancellation)
    {
        var whole = size / TrailBlock.Size;
        var blocks = await db.TrailBlocks.Where(block => block.Number < whole).OrderBy(block => block.Number).Select(block => block.Hash).ToListAsync(cancellation);
        if (size % TrailBlock.Size != 0)
            blocks.Add(MerkleTree.Root(await LeavesAsync(whole * TrailBlock.Size, size, cancellation)));
        return blocks;
    }
}
