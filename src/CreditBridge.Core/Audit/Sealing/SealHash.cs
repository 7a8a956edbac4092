using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CreditBridge.Core.Audit;

/// <summary>
/// The hashes of an entry, all SHA-256. Fields are UTF-8, each behind its length as four bytes, big-endian; an absent field is the length -1 alone, so that no two lists
/// of fields run together. Ids are lower-case with hyphens, instants ISO 8601 in UTC with seven decimals, roles by name. docs/trail.md says the same for auditors.
/// </summary>
internal static class SealHash
{
    public const int Bytes = 32;

    private const string PayloadTag = "creditbridge.audit.payload.v1";
    private const string ContentTag = "creditbridge.audit.content.v1";

    /// <summary>What stands before the first entry.</summary>
    public static byte[] Start => new byte[Bytes];

    /// <summary>What may name a person, behind the entry's own salt.</summary>
    public static byte[] OfPayload(AuditEntry entry) =>
        OfFields(entry.Salt, [PayloadTag, entry.ActorName, entry.ActorUserId?.ToString(), entry.Before, entry.After, entry.Why], []);

    public static byte[] OfContent(AuditEntry entry) => OfContent(entry.Id, entry.At, entry.ActorRole?.ToString(), entry.Action, entry.SubjectType, entry.SubjectId, entry.PayloadHash);

    public static byte[] OfContent(Guid id, DateTime at, string? actorRole, string action, string subjectType, Guid subjectId, byte[]? payloadHash) =>
        OfFields([], [ContentTag, id.ToString(), Instant(at), actorRole, action, subjectType, subjectId.ToString()], payloadHash);

    public static byte[] OfChain(byte[] previousChainHash, byte[] contentHash)
    {
        Span<byte> both = stackalloc byte[2 * Bytes];
        previousChainHash.CopyTo(both);
        contentHash.CopyTo(both[Bytes..]);
        return SHA256.HashData(both);
    }

    public static string Instant(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static byte[] OfFields(ReadOnlySpan<byte> first, ReadOnlySpan<string?> fields, ReadOnlySpan<byte> last)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        hash.AppendData(first);
        foreach (var field in fields)
        {
            var bytes = field is null ? null : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes?.Length ?? -1);
            hash.AppendData(length);
            hash.AppendData(bytes ?? []);
        }

        hash.AppendData(last);
        return hash.GetHashAndReset();
    }
}
