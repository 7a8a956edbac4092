namespace CreditBridge.Sis;

/// <param name="CanLookUp">Without it an Unknown posting goes to a person.</param>
/// <param name="MostInBatch">Postings taken by one call; 1 where the system takes one at a time.</param>
public sealed record SisCapabilities(bool CanLookUp, int MostInBatch);
