namespace CreditBridge.Sis;

/// <summary>A table is still being written, so that what is missing in it may yet come.</summary>
public sealed class UnfinishedTableException(string sentence) : SisException(sentence);
