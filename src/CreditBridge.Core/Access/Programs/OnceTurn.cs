namespace CreditBridge.Core.Access;

/// <summary>Whose turn it is under an <c>Idempotency-Key</c>.</summary>
public abstract record OnceTurn
{
    /// <summary>Nobody has done it: do it, then finish or drop the turn.</summary>
    public sealed record Mine(Guid Id) : OnceTurn;

    /// <summary>It was done: this was answered.</summary>
    public sealed record Done(int Status, string Body) : OnceTurn;

    /// <summary>Somebody is doing it in this moment.</summary>
    public sealed record Busy : OnceTurn;

    /// <summary>The key stands for another request.</summary>
    public sealed record Another : OnceTurn;
}
