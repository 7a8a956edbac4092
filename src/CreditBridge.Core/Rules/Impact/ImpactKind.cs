namespace CreditBridge.Core.Rules;

public enum ImpactKind
{
    Gain,
    Lose,

    /// <summary>As many credits, by other courses, another route or another rule.</summary>
    Change,
    Same,
}
