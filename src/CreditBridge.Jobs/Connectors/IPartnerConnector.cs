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

    /// <param name="checkpoints">Value by scope, as earlier pages left them.</param>
    IAsyncEnumerable<IntakePage> PullAsync(Partner partner, IReadOnlyDictionary<string, string> checkpoints, CancellationToken cancellation);
}
