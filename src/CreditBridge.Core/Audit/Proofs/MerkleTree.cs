using System.Security.Cryptography;

namespace CreditBridge.Core.Audit;

/// <summary>The Merkle hash tree of RFC 6962, section 2.1, over hashes of leaves. A tree splits at the largest power of two below its size; nothing is doubled.</summary>
internal static class MerkleTree
{
    public static byte[] Leaf(ReadOnlySpan<byte> content)
    {
        Span<byte> input = stackalloc byte[1 + content.Length];
        input[0] = 0;
        content.CopyTo(input[1..]);
        return SHA256.HashData(input);
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> input = stackalloc byte[1 + left.Length + right.Length];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + left.Length)..]);
        return SHA256.HashData(input);
    }

    public static byte[] Root(IEnumerable<byte[]> leaves)
    {
        var range = new MerkleRange();
        foreach (var leaf in leaves)
            range.Add(leaf);
        return range.Root();
    }

    /// <summary>The audit path of section 2.1.1, from the leaf upwards.</summary>
    public static List<byte[]> Path(ReadOnlySpan<byte[]> leaves, int index)
    {
        if (leaves.Length <= 1)
            return [];
        var split = 1 << (31 - int.LeadingZeroCount(leaves.Length - 1));
        var isLeft = index < split;
        var path = isLeft ? Path(leaves[..split], index) : Path(leaves[split..], index - split);
        path.Add(Root((isLeft ? leaves[split..] : leaves[..split]).ToArray()));
        return path;
    }

    /// <summary>Whether the path leads from the leaf to the root of a tree of this size (RFC 9162, section 2.1.3.2).</summary>
    public static bool Verify(byte[] leaf, long index, long size, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= size)
            return false;
        var (position, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0)
                return false;
            if ((position & 1) == 1 || position == last)
            {
                hash = Node(sibling, hash);
                while ((position & 1) == 0 && position != 0)
                    (position, last) = (position >> 1, last >> 1);
            }
            else
            {
                hash = Node(hash, sibling);
            }

            (position, last) = (position >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }
}
