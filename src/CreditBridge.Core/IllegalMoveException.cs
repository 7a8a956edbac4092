namespace CreditBridge.Core;

/// <summary>A state change that the state machine does not list. Two people acting at once is the usual cause; the message is a sentence for them.</summary>
public sealed class IllegalMoveException(string message) : InvalidOperationException(message)
{
    public static IllegalMoveException For<TState>(string what, TState from, TState to) where TState : struct, Enum =>
        new($"{what} is {from} and cannot become {to}.");
}
