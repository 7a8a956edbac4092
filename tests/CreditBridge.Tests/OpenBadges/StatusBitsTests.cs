using System.IO.Compression;
using CreditBridge.OpenBadges;

namespace CreditBridge.Tests.OpenBadges;

[TestClass]
public sealed class StatusBitsTests
{
    /// <summary>Bitstring Status List 1.0, 3.2: bit 0 is the leftmost.</summary>
    [TestMethod]
    [DataRow(0, 1, 1)]
    [DataRow(1, 1, 0)]
    [DataRow(7, 1, 1)]
    [DataRow(8, 1, 0)]
    [DataRow(9, 1, 1)]
    [DataRow(0, 2, 2)]
    [DataRow(3, 2, 1)]
    [DataRow(15, 1, 0)]
    public void At_Entry_IsReadFromTheLeft(int index, int size, int expected) => Assert.AreEqual(expected, StatusBits.At([0b1000_0001, 0b0100_0000], index, size));

    [TestMethod]
    [DataRow(16, 1)]
    [DataRow(-1, 1)]
    [DataRow(8, 2)]
    public void At_BeyondTheList_IsNothing(int index, int size) => Assert.IsNull(StatusBits.At([0, 0], index, size));

    [TestMethod]
    public void Expand_Bomb_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var block = 0; block < 64; block++)
                gzip.Write(new byte[1 << 20]);
        }

        Assert.ThrowsExactly<FormatException>(() => StatusBits.Expand($"u{Base64Text.Encode(packed.ToArray())}"));
    }
}
