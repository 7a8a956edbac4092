namespace CreditBridge.Core.Letters;

/// <summary>An institution's own words for one event and language; where there is no row, the words that ship are used.</summary>
public sealed class LetterTemplate
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required LetterEvent Event { get; init; }

    /// <summary><c>en</c> or <c>es</c>. Event and language are unique together.</summary>
    public required string Language { get; init; }
    public required string Subject { get; set; }

    [LongText]
    public required string Body { get; set; }
    public bool IsOff { get; set; }
    public int Version { get; set; }
}
