namespace CreditBridge.Sis.PeopleSoft;

/// <summary>A transfer credit model of a student, as the site's service shows it.</summary>
/// <param name="Number">MODEL_NBR, counted for a student, career and institution.</param>
/// <param name="Status">MODEL_STATUS: C evaluation complete, M submitted, P posted, U unposted.</param>
/// <param name="Key">KEY; empty: it did not come from us.</param>
internal sealed record Model(int Number, char Status, decimal Units, string Key);
