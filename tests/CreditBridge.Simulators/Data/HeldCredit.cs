namespace CreditBridge.Simulators;

/// <summary>Credit as a student system holds it.</summary>
/// <param name="Id">The system's own: a record's id, or MODEL_NBR.</param>
/// <param name="Reference">What we gave it to be found by.</param>
/// <param name="Status">P posted, M submitted, U taken back.</param>
public sealed record HeldCredit(string Id, string Reference, string StudentNumber, string Career, string Term, string Course, decimal Credits, char Status = 'P');
