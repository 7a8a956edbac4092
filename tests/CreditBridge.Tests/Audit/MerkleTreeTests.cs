using CreditBridge.Core.Audit;
using FsCheck.Fluent;

namespace CreditBridge.Tests.Audit;

[TestClass]
public sealed class MerkleTreeTests
{
    /// <summary>The leaves and tree heads of the reference tests of Certificate Transparency (RFC 6962, section 2.1).</summary>
    private static readonly string[] Contents = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly byte[][] Leaves = [.. Contents.Select(content => MerkleTree.Leaf(Convert.FromHexString(content)))];

    [TestMethod]
    public void Root_OfTheReferenceLeaves_IsTheReferenceTreeHead()
    {
        for (var size = 0; size <= Leaves.Length; size++)
            Assert.AreEqual(Roots[size], Convert.ToHexStringLower(MerkleTree.Root(Leaves[..size])), $"size {size}");
    }

    [TestMethod]
    [DataRow(0, 1, "")]
    [DataRow(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [DataRow(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [DataRow(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [DataRow(1, 5, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void Path_OfTheReferenceLeaves_IsTheReferencePath(int index, int size, string path) =>
        Assert.AreEqual(path, string.Join(' ', MerkleTree.Path(Leaves.AsSpan(0, size), index).Select(Convert.ToHexStringLower)));

    [TestMethod]
    public void Path_OfEveryLeafOfAnyTree_ProvesThatLeafAndNoOther() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 700).ToArbitrary(), size =>
    {
        byte[][] leaves = [.. Enumerable.Range(0, size).Select(number => MerkleTree.Leaf(BitConverter.GetBytes(number)))];
        var root = MerkleTree.Root(leaves);
        return Enumerable.Range(0, size).Where(index => size < 100 || index % 7 == size % 7 || index > size - 3).All(index =>
        {
            var path = MerkleTree.Path(leaves, index);
            var other = (index + 1) % size;
            return MerkleTree.Verify(leaves[index], index, size, path, root)
                && !MerkleTree.Verify(MerkleTree.Leaf([1]), index, size, path, root)
                && !MerkleTree.Verify(leaves[index], index, size, [.. path, root], root)
                && !MerkleTree.Verify(leaves[index], size, size, path, root)
                && (size == 1 || (!MerkleTree.Verify(leaves[other], index, size, path, root) && !MerkleTree.Verify(leaves[index], other, size, path, root)
                    && !MerkleTree.Verify(leaves[index], index, size, path[1..], root) && !MerkleTree.Verify(leaves[index], index, size, path, leaves[other])));
        });
    }));

    [TestMethod]
    public void Root_OfATreeOfBlocks_IsThatOfItsLeaves() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 3_000).ToArbitrary(), size =>
    {
        byte[][] leaves = [.. Enumerable.Range(0, size).Select(number => MerkleTree.Leaf(BitConverter.GetBytes(number)))];
        return MerkleTree.Root(leaves).SequenceEqual(MerkleTree.Root(leaves.Chunk(TrailBlock.Size).Select(block => MerkleTree.Root(block))));
    }));
}
