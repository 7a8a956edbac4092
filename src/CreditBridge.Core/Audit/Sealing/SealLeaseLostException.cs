namespace CreditBridge.Core.Audit;

/// <summary>Another process seals now; whatever this one was about to write is rolled back, and the other one does it.</summary>
public sealed class SealLeaseLostException() : Exception("Another process has taken over sealing the trail.");
