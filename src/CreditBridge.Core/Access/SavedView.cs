namespace CreditBridge.Core.Access;

/// <summary>A list as somebody filtered it, under a name of their own. The filter is the page's query text.</summary>
public sealed class SavedView
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }

    /// <summary>The page's path, such as <c>/requests</c>.</summary>
    public required string Page { get; init; }
    public required string Name { get; init; }

    [LongText]
    public required string Query { get; init; }
}
