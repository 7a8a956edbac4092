using System.Buffers.Text;
using System.Security.Cryptography;

namespace CreditBridge.Core.Grants;

/// <summary>
/// A grant as its learner can show it to others: the credential's fixed parts, and the public link. It stands for the lines that were not reversed when it was made; once one of
/// them is reversed it says what is no longer so, and is revoked. What is left of the grant then gets an award of its own.
/// </summary>
public sealed class Award
{
    /// <summary>144 bits: nobody finds a link by trying.</summary>
    private const int TokenBytes = 18;

    /// <summary>The credential's id is made from it; in one that was given away it says nothing about the public link.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid GrantId { get; init; }
    public required Guid LearnerId { get; init; }

    /// <summary>How many lines of the grant had been reversed when it was made: unique within the grant.</summary>
    public required int ReversedLines { get; init; }

    /// <summary>The last part of the public address.</summary>
    [ExternalId]
    public string Token { get; init; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>For the hash of the learner's e-mail address: the same for ever, so that each copy of the credential names its learner alike.</summary>
    public string Salt { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>From 1.</summary>
    public required int StatusList { get; init; }

    /// <summary>Its place in that list, by chance: neighbours in the list have nothing in common.</summary>
    public required int StatusIndex { get; init; }
    public required DateTime MadeAt { get; init; }

    /// <summary>When the learner last switched the public link on or off; null: never yet.</summary>
    public DateTime? LinkChangedAt { get; private set; }
    public bool IsLinkOn { get; private set; }
    public int Version { get; set; }

    public string CredentialId => $"urn:uuid:{Id}";

    /// <returns>Whether that changed anything.</returns>
    public bool SwitchLink(bool on, DateTime at)
    {
        if (IsLinkOn == on)
            return false;
        (IsLinkOn, LinkChangedAt) = (on, at);
        return true;
    }

    /// <summary>The lines it stands for.</summary>
    public IEnumerable<GrantLine> Covered(IEnumerable<GrantLine> lines) => lines.OrderBy(line => line.ReversedAt ?? DateTime.MaxValue).ThenBy(line => line.Id).Skip(ReversedLines).OrderBy(line => line.Id);
}
