namespace CreditBridge.Core.Rules;

/// <summary>Whom a layer is for; of two that set the same, the later here is nearer and wins.</summary>
public enum PolicyScope
{
    Institution,
    Program,
    Partner,
}
