using System.Collections.Concurrent;
using CreditBridge.Core.Partners;
using CreditBridge.OpenBadges;

namespace CreditBridge.Jobs.Connectors.Wire;

/// <summary>One way out to partners, and one pipeline a partner: its circuit and its budget are the same for every run of this process.</summary>
/// <param name="partners">Where partners may be.</param>
/// <param name="documents">Where learners may lead us: inside networks that are open for a partner are not open for them.</param>
public sealed class PartnerWires(GuardedOptions partners, GuardedOptions documents) : IDisposable
{
    private readonly HttpMessageInvoker _client = new(partners.CreateHandler(plainHttp: true));
    private readonly HttpMessageInvoker _outside = new(documents.CreateHandler(plainHttp: true));
    private readonly ConcurrentDictionary<Guid, PartnerPipeline> _pipelines = [];

    public PartnerWire For(Partner partner) => Through(PipelineOf(partner), partner);

    public PartnerWire Through(PartnerPipeline pipeline, Partner partner) => new(_client, pipeline, partner.Name);

    /// <summary>A wire to a host that a learner named: the caller keeps its pipeline.</summary>
    public PartnerWire For(string name, PartnerPipeline pipeline) => new(_outside, pipeline, name);

    /// <summary>Changed limits make a new pipeline.</summary>
    public PartnerPipeline PipelineOf(Partner partner) => _pipelines.AddOrUpdate(partner.Id,
        _ => new(partner.Limits), (_, known) => known.Limits == partner.Limits ? known : new(partner.Limits));

    public void Dispose()
    {
        _client.Dispose();
        _outside.Dispose();
        foreach (var pipeline in _pipelines.Values)
            pipeline.Dispose();
    }
}
