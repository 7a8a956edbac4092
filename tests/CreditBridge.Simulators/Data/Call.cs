namespace CreditBridge.Simulators;

/// <summary>A request that came.</summary>
/// <param name="At">By the simulator's clock (UTC).</param>
/// <param name="Elapsed">Real time since the source began.</param>
public sealed record Call(DateTime At, TimeSpan Elapsed, string Request, int Status);
