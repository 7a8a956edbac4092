using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials;

/// <summary>The bytes a content came wrapped in (a picture), where its payload is not all of them. Written once; handed out as a download only, never shown.</summary>
public sealed class CredentialOriginal
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CredentialId { get; init; }

    /// <summary>The credential's number while this was its content.</summary>
    public required int Number { get; init; }
    public required FileKind Kind { get; init; }
    public required string Sha256 { get; init; }
    public required byte[] Bytes { get; init; }
}
