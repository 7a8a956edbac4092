namespace CreditBridge.Core.Night;

/// <summary>Another worker has taken the night over; whatever this one was about to write is rolled back.</summary>
public sealed class LeaseLostException() : Exception("Another worker has taken this night over.");
