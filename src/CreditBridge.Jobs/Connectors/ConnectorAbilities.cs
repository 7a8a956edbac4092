namespace CreditBridge.Jobs.Connectors;

/// <summary>What a source can do; the partner's page shows it.</summary>
/// <param name="Incremental">It can be asked for what changed since a moment.</param>
/// <param name="Lists">It lists everything it has, so that a full sweep shows what is missing.</param>
/// <param name="Revocations">It says what was revoked.</param>
/// <param name="Silent">What is revoked or deleted does not appear among what changed: while one of its credentials stands behind credit, each pull reads everything.</param>
/// <param name="ByUser">It is asked for one user name at a time: those that learners have confirmed.</param>
/// <param name="Hooks">It sends webhooks.</param>
/// <param name="Catalog">It lists what can be earned.</param>
public sealed record ConnectorAbilities(bool Incremental = false, bool Lists = false, bool Revocations = false, bool Silent = false, bool ByUser = false, bool Hooks = false, bool Catalog = false);
