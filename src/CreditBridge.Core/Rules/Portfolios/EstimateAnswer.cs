namespace CreditBridge.Core.Rules;

public enum EstimateAnswer
{
    Yes,

    /// <summary>A person must look.</summary>
    Maybe,
    No,
}
