using CreditBridge.Core.Partners;

namespace CreditBridge.Jobs.Connectors;

/// <summary>One entry of a partner's catalogue.</summary>
public sealed record CatalogItem(string ExternalId, AchievementFacts Facts);
