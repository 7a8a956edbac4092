using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Jobs.Connectors.Register;

/// <summary>What came of trying a connection.</summary>
public abstract record ConnectionTest
{
    private ConnectionTest()
    {
    }

    /// <param name="Sentence">What is there.</param>
    public sealed record Works(string Sentence) : ConnectionTest;

    /// <param name="Sentence">What is wrong, for whoever has to mend it.</param>
    public sealed record Fails(string Sentence) : ConnectionTest;

    /// <summary>Nothing was asked: the settings are not whole.</summary>
    public sealed record NotTried(IReadOnlyList<ValidationResult> Problems) : ConnectionTest;
}
