namespace CreditBridge.Tests.Support;

/// <summary>Walks every pair of states: the legal ones must be allowed and all others refused.</summary>
internal static class StateMachine
{
    public static void IsExactly<TState>(HashSet<(TState From, TState To)> legal, Func<TState, TState, bool> canMove) where TState : struct, Enum
    {
        foreach (var from in Enum.GetValues<TState>())
        {
            foreach (var to in Enum.GetValues<TState>())
                Assert.AreEqual(legal.Contains((from, to)), canMove(from, to), $"{from} → {to}");
        }
    }
}
