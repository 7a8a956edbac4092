namespace CreditBridge.Sis;

/// <summary>A posting as the student system holds it.</summary>
/// <param name="IsAwaited">Handed over, and not answered yet: it is there, and must never be sent again.</param>
/// <param name="Rejection">Why the student system refused it, or null.</param>
public sealed record SisEntry(string Key, string Reference, string StudentNumber, decimal Credits, string? Rejection = null, bool IsAwaited = false);
