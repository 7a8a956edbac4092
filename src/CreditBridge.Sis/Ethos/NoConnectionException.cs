namespace CreditBridge.Sis.Ethos;

/// <summary>No connection could be made: certain that nothing was handed over.</summary>
internal sealed class NoConnectionException(string sentence) : Exception(sentence);
