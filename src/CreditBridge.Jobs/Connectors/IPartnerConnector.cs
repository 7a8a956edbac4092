using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Partners;

namespace CreditBridge.Jobs.Connectors;

/// <summary>
/// Reads one kind of partner. A pull is a stream of pages, each with the checkpoints that are true once it is taken; a record that cannot be
/// taken is handed over with its reason. An outage is an exception: the run ends resumable.
/// </summary>
public interface IPartnerConnector
{
    /// <summary>As it stands in <see cref="Partner.Connector"/>.</summary>
    string Name { get; }

    /// <summary>One sentence for whoever chooses it.</summary>
    string About { get; }

    ConnectorAbilities Abilities { get; }

    /// <summary>A class whose properties are the connector's settings: DataAnnotations validate them, a <see cref="SecretAttribute"/> keeps one encrypted.</summary>
    Type Settings { get; }

    /// <summary>How hard such a partner may be asked, unless its own row says otherwise.</summary>
    WireLimits Limits => new();

    /// <summary>Asks the partner for as little as shows that the settings are right.</summary>
    /// <returns>A sentence that says what is there.</returns>
    /// <exception cref="SourceException">What is wrong, in a sentence.</exception>
    Task<string> TestAsync(PartnerAccount account, CancellationToken cancellation);

    /// <exception cref="SourceException">The source could not be read on.</exception>
    /// <exception cref="RetryLaterException">The source asked not to be called for a while.</exception>
    IAsyncEnumerable<IntakePage> PullAsync(PartnerAccount account, PullAsk ask, CancellationToken cancellation);

    /// <summary>Reads one quarantined record anew.</summary>
    /// <exception cref="FormatException">It cannot be read alone; the message says why.</exception>
    IReadOnlyList<IncomingRecord> Reread(PartnerAccount account, QuarantinedRecord record);

    /// <summary>What can be earned there, by the partner's own ids. Only with <see cref="ConnectorAbilities.Catalog"/>.</summary>
    IAsyncEnumerable<CatalogItem> CatalogAsync(PartnerAccount account, CancellationToken cancellation) => AsyncEnumerable.Empty<CatalogItem>();
}
