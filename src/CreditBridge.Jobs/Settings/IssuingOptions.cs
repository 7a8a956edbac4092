using CreditBridge.Core.Grants;

namespace CreditBridge.Jobs.Settings;

/// <summary>The <c>Issuing</c> section of the settings.</summary>
public sealed class IssuingOptions
{
    /// <summary>The https address people reach the web at. It is the issuer's name: with another one, what was issued before cannot be verified any more.</summary>
    public string PublicAddress { get; set; } = "http://localhost:5080";

    /// <summary>Where the signing keys are; empty: <c>keys/issuing</c> in the data folder. Several machines share one.</summary>
    public string KeyFolder { get; set; } = "";

    /// <exception cref="InvalidOperationException">A setting is not possible; the message is a sentence that says what it must be.</exception>
    public IssuerSite Site()
    {
        try
        {
            return IssuerSite.Of(PublicAddress);
        }
        catch (FormatException problem)
        {
            throw new InvalidOperationException(problem.Message, problem);
        }
    }
}
