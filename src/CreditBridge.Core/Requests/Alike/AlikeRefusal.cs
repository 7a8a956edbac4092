namespace CreditBridge.Core.Requests;

/// <param name="Why">A sentence for the person who decided.</param>
public sealed record AlikeRefusal(Guid LineId, string Why);
