namespace CreditBridge.Sis;

/// <summary>One call about a posting and its answer, fit for a person's eyes: no header, no secret, no student number.</summary>
/// <param name="At">UTC.</param>
/// <param name="Call">Method and path.</param>
/// <param name="Answer">Status and body, or why there was none.</param>
public sealed record SisExchange(DateTime At, string Call, string Sent, string Answer, TimeSpan Took);
