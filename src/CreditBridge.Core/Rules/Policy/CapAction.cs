namespace CreditBridge.Core.Rules;

/// <summary>What happens when a limit is passed: a sentence is shown; a person looks; or nothing is granted and a person is asked.</summary>
public enum CapAction
{
    Warn,
    Review,
    Block,
}
