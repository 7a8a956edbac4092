namespace CreditBridge.Jobs.Demo;

/// <summary>How much the demo makes. The same size and day make the same bytes.</summary>
/// <param name="Rules">Never fewer than the rules that ship; the rest are variations of them.</param>
public sealed record DemoSize(int Learners = 300, int Credentials = 4_000, int Rules = 0, int Seed = 1);
