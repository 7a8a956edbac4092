using System.Security.Cryptography;

namespace CreditBridge.Core.Audit;

/// <summary>Takes leaves one by one and knows the root of those taken so far; holds one hash for each power of two in their number.</summary>
internal sealed class MerkleRange
{
    private readonly Stack<byte[]> _whole = [];

    public long Count { get; private set; }

    public void Add(byte[] leaf)
    {
        // A one at the end of the count is a whole tree of that size that now gets its right sibling.
        for (var full = Count++; (full & 1) == 1; full >>= 1)
            leaf = MerkleTree.Node(_whole.Pop(), leaf);
        _whole.Push(leaf);
    }

    public byte[] Root() => _whole.Count == 0 ? SHA256.HashData([]) : _whole.Aggregate((right, left) => MerkleTree.Node(left, right));
}
