namespace CreditBridge.Core.Grants.Codes;

/// <summary>How the student system calls something that we call otherwise.</summary>
public sealed class SisCode
{
    public const int MostCharacters = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required CodeKind Kind { get; init; }

    [ExternalId]
    public required string Ours { get; init; }

    [ExternalId]
    public required string Theirs { get; set; }
}
