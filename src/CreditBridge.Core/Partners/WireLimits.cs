namespace CreditBridge.Core.Partners;

/// <summary>How hard a partner may be asked: every call keeps to it.</summary>
/// <param name="AttemptSeconds">One attempt; a server that trickles is left after it.</param>
/// <param name="TotalSeconds">One call with all its attempts and the waits between them.</param>
/// <param name="Retries">Attempts after the first; only calls that change nothing at the partner are repeated.</param>
/// <param name="AtOnce">Calls at the same time.</param>
/// <param name="Calls">At most so many within <paramref name="PerSeconds"/>.</param>
/// <param name="BreakAfter">So many failures in a row, and nothing is asked for <paramref name="BreakSeconds"/>.</param>
public sealed record WireLimits(int AttemptSeconds = 25, int TotalSeconds = 120, int Retries = 3, int AtOnce = 2, int Calls = 1500, int PerSeconds = 300, int BreakAfter = 8, int BreakSeconds = 30);
