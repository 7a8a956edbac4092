using System.IO.Compression;

namespace CreditBridge.OpenBadges;

/// <summary>Expands compressed bytes up to a cap: a few kilobytes can be made to expand to gigabytes.</summary>
internal static class Expansion
{
    /// <exception cref="FormatException">It is larger than the cap, or not compressed so.</exception>
    public static byte[] OfZlib(byte[] bytes, int most) => Read(new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress), most);

    /// <exception cref="FormatException">It is larger than the cap, or not compressed so.</exception>
    public static byte[] OfGzip(byte[] bytes, int most) => Read(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), most);

    private static byte[] Read(Stream from, int most)
    {
        using (from)
        using (var to = new MemoryStream())
        {
            var buffer = new byte[81_920];
            try
            {
                for (int count; (count = from.Read(buffer)) > 0;)
                {
                    if (to.Length + count > most)
                        throw new FormatException($"It expands to more than {most} bytes.");
                    to.Write(buffer, 0, count);
                }
            }
            catch (InvalidDataException problem)
            {
                throw new FormatException("It is not compressed as it says.", problem);
            }

            return to.ToArray();
        }
    }
}
