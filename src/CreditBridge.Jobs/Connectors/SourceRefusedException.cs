namespace CreditBridge.Jobs.Connectors;

/// <summary>The source does not accept our key or token.</summary>
public sealed class SourceRefusedException(string sentence) : SourceException(sentence);
