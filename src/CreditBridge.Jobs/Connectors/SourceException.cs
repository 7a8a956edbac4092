namespace CreditBridge.Jobs.Connectors;

/// <summary>A partner's source could not be read on. The message is a sentence for the person who has to mend it, without secrets or personal data.</summary>
public class SourceException(string sentence, Exception? inner = null) : Exception(sentence, inner);
