namespace CreditBridge.Sis;

/// <summary>A student system could not be asked, or what it answered cannot be used: what became of a posting is not known. The message is a sentence without secrets or bodies.</summary>
public class SisException(string sentence, Exception? inner = null) : Exception(sentence, inner);
