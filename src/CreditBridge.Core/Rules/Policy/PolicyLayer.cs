namespace CreditBridge.Core.Rules;

/// <summary>The institution's policy, or what a programme or a partner sets nearer than that.</summary>
public sealed class PolicyLayer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required PolicyScope Scope { get; init; }

    /// <summary>The code of the programme or partner; empty for the institution.</summary>
    public string ScopeCode { get; init; } = "";

    public PolicyContent Content { get; set; } = PolicyContent.Nothing;

    public int Version { get; set; }

    /// <summary>'set for programme BS-CS'.</summary>
    public string Source => Scope switch
    {
        PolicyScope.Program => $"set for programme {ScopeCode}",
        PolicyScope.Partner => $"set for partner {ScopeCode}",
        _ => "set for the institution",
    };
}
