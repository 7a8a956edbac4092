namespace CreditBridge.Core.Access;

/// <summary>Whether somebody whom the campus knows may come in here.</summary>
public abstract record Arrival
{
    private Arrival()
    {
    }

    public sealed record Welcome(User User) : Arrival;

    public sealed record Refused(ArrivalRefusal Why) : Arrival;
}
