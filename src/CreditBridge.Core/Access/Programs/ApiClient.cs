namespace CreditBridge.Core.Access;

/// <summary>Another system that may use the API. Its secret is shown once and kept as a hash.</summary>
public sealed class ApiClient
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; init; }

    /// <summary>What it is known by: <c>client_id</c>, and the first part of its key. Unique.</summary>
    public required string ClientId { get; init; }

    /// <summary>SHA-256 of the secret, in hexadecimal. The secret has 256 random bits, so a plain hash is enough.</summary>
    public required string SecretHash { get; init; }
    public required List<string> Scopes { get; init; }
    public required string MadeBy { get; init; }
    public required DateTime MadeAt { get; init; }
    public DateTime? LastUsedAt { get; set; }
    public DateTime? RevokedAt { get; private set; }

    public void Revoke(DateTime at) => RevokedAt ??= at;
}
