namespace CreditBridge.Core.Audit;

/// <param name="Actor">Who caused it.</param>
public sealed record DisclosureRow(Guid Id, Guid LearnerId, string StudentNumber, string LearnerName, DateTime At, string Recipient, string Purpose, string What, string Actor);
