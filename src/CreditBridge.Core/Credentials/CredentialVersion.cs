namespace CreditBridge.Core.Credentials;

/// <summary>A content that a credential no longer has, or that arrived later than a newer one. Written once.</summary>
public sealed class CredentialVersion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CredentialId { get; init; }

    /// <summary>The credential's number while this was its content; 0 for one that arrived after a newer one.</summary>
    public required int Number { get; init; }
    public required CredentialStatus Status { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public DateOnly? ExpiresOn { get; init; }

    [LongText]
    public required string Payload { get; init; }
    public required string PayloadSha256 { get; init; }
    public required string Location { get; init; }
    public required DateTime? SourceUpdatedAt { get; init; }
    public required DateTime TakenAt { get; init; }
    public required DateTime ReplacedAt { get; init; }

    /// <summary>The content a credential is about to lose, or (number 0) one that came too late to be its content.</summary>
    public static CredentialVersion Of(Credential content, int number, DateTime replacedAt) => new()
    {
        CredentialId = content.Id,
        Number = number,
        Status = content.Status,
        IssuedOn = content.IssuedOn,
        ExpiresOn = content.ExpiresOn,
        Payload = content.Payload,
        PayloadSha256 = content.PayloadSha256,
        Location = content.Location,
        SourceUpdatedAt = content.SourceUpdatedAt,
        TakenAt = content.TakenAt,
        ReplacedAt = replacedAt,
    };
}
