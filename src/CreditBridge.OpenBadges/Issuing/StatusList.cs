using System.IO.Compression;

namespace CreditBridge.OpenBadges;

/// <summary>Writes the bits of a status list (W3C Bitstring Status List 1.0, 3.2 and 3.3).</summary>
public static class StatusList
{
    /// <summary>The fewest that keep secret whom the list is asked about.</summary>
    public const int Entries = StatusBits.LeastEntries;

    /// <param name="set">Places whose bit is 1; all others are 0.</param>
    /// <returns>What goes into <c>encodedList</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A place is not in the list.</exception>
    public static string Encode(IEnumerable<int> set, int entries = Entries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entries, Entries);
        var bits = new byte[(entries + 7) / 8];
        foreach (var place in set)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(place, nameof(set));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, entries, nameof(set));
            bits[place / 8] |= (byte)(0x80 >> (place % 8));
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bits);
        return "u" + Base64Text.Encode(packed.ToArray());
    }
}
