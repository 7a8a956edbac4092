namespace CreditBridge.Sis.Ethos;

/// <summary>Ethos gave no answer that can be used. The message is a sentence for the person who has to mend it, without secrets.</summary>
public sealed class EthosException(string sentence, Exception? inner = null) : Exception(sentence, inner);
