namespace CreditBridge.Core.Access;

/// <summary>What came of holding a one-time link.</summary>
public abstract record LinkUse
{
    private LinkUse()
    {
    }

    public sealed record Welcome(User User) : LinkUse;

    public sealed record Refused(LinkProblem Problem) : LinkUse;
}
