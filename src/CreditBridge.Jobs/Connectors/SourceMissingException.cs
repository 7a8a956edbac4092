namespace CreditBridge.Jobs.Connectors;

/// <summary>The source knows nothing at this address.</summary>
public sealed class SourceMissingException(string sentence) : SourceException(sentence);
