using CreditBridge.Core.Partners;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>What one pull remembers between its pages: the ids seen so far, and the partner's achievements.</summary>
public sealed class IntakeSession(Partner partner, Guid runId, Dictionary<string, Guid> achievements)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public Partner Partner => partner;

    public Guid RunId => runId;

    /// <summary>Achievement ids by external id.</summary>
    public Dictionary<string, Guid> Achievements => achievements;

    /// <summary>A record was refused of which not even the id is known: nobody can say any more what the source does not list.</summary>
    internal bool HasNameless { get; set; }

    internal bool HasSeen(string externalId) => _seen.Contains(externalId);

    internal void Remember(IEnumerable<string> externalIds) => _seen.UnionWith(externalIds);
}
