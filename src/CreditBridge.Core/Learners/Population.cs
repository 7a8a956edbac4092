namespace CreditBridge.Core.Learners;

/// <summary>Groups of learners with a promise of their own (domain.md, 'Clocks').</summary>
public enum Population
{
    General,
    Transfer,
    Veteran,
}
