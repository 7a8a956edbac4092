using System.Globalization;

namespace CreditBridge.Core.Audit;

/// <summary>The whole trail as it stood on one day, in one hash: the RFC 6962 root over the first <see cref="TreeSize"/> entries. Kept outside, it shows any later change.</summary>
public sealed class AuditCheckpoint
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The institution's local day; each has at most one.</summary>
    public required DateOnly Day { get; init; }
    public required long TreeSize { get; init; }
    public required byte[] RootHash { get; init; }

    /// <summary>That of the entry with number <see cref="TreeSize"/>.</summary>
    public required byte[] ChainHash { get; init; }
    public required DateTime MadeAt { get; init; }

    /// <summary>As the trail itself records it: an edited checkpoint differs from its entry.</summary>
    internal string Words => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}: {TreeSize} entries, root {Convert.ToHexStringLower(RootHash)}, chain {Convert.ToHexStringLower(ChainHash)}");
}
