namespace CreditBridge.Sis.Wire;

/// <summary>Certain that nothing reached the student system: no connection could be made.</summary>
internal sealed class NothingLeftException(string sentence, Exception inner) : SisException(sentence, inner);
