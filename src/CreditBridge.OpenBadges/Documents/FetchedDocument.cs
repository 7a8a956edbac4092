namespace CreditBridge.OpenBadges;

/// <param name="Bytes">After decompression.</param>
/// <param name="MediaType">Without parameters, lower case; empty when the server names none.</param>
public sealed record FetchedDocument(Uri Address, ReadOnlyMemory<byte> Bytes, string MediaType);
