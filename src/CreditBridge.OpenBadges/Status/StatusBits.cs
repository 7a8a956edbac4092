namespace CreditBridge.OpenBadges;

/// <summary>The expanded bits of a status list: bit 0 is the leftmost of the first byte (Bitstring Status List 1.0, 3.2).</summary>
internal static class StatusBits
{
    /// <summary>Sixteen times the largest list seen; a gzip of a few kilobytes can hold gigabytes of zeros.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>A list with fewer entries tells the issuer's web server whom it is asked about (3.2: at least 131,072).</summary>
    public const int LeastEntries = 131_072;

    /// <exception cref="FormatException">It is not written as such a list is.</exception>
    public static byte[] Expand(string encodedList) => encodedList.Length is 0 or > 6_000_000
        ? throw new FormatException("The list is empty, or far too long.")
        : Expansion.OfGzip(Base64Text.Decode((encodedList[0] == 'u' ? encodedList[1..] : encodedList).TrimEnd('=')), MostBytes);

    /// <param name="size">Bits an entry.</param>
    /// <returns>The entry's value; null when the list has no such entry.</returns>
    public static int? At(byte[] bits, long index, int size)
    {
        var first = index * size;
        if (index < 0 || first + size > bits.LongLength * 8)
            return null;
        var value = 0;
        for (var bit = first; bit < first + size; bit++)
            value = (value << 1) | ((bits[bit / 8] >> (int)(7 - bit % 8)) & 1);
        return value;
    }
}
