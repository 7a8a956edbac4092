using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CreditBridge.Sis.PeopleSoft;

/// <summary>
/// Which MODEL_NBR a posting gets. The number has three digits and is counted for one student, career and institution, so key K cannot be it. It follows from
/// K instead: the first one free from where K's hash falls in our range, so that a message delivered twice asks for one number twice. Two postings never
/// share one: the student's models are read just before, the service refuses a number that is taken, and a model is ours only if K stands with it.
/// </summary>
internal static class ModelNumbers
{
    /// <returns>Null: all are taken.</returns>
    public static int? For(string key, int first, int last, IReadOnlySet<int> taken)
    {
        var count = last - first + 1;
        var start = (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) % (uint)count);
        return Enumerable.Range(0, count).Select(step => (int?)(first + ((start + step) % count))).FirstOrDefault(number => !taken.Contains(number!.Value));
    }
}
