namespace CreditBridge.Core.Credentials.Verifying;

/// <summary>When a credential is verified again.</summary>
internal static class Rechecking
{
    /// <summary>Due by the next night, which may begin somewhat earlier in the day than the last.</summary>
    public static readonly TimeSpan Nightly = TimeSpan.FromHours(18);

    /// <summary>Due by the night a week later.</summary>
    public static readonly TimeSpan Weekly = TimeSpan.FromDays(7) - TimeSpan.FromHours(6);

    /// <summary>What cannot be reached for a month is asked once a week from then on.</summary>
    private const int MostDaily = 33;

    /// <param name="attempts">Tries without an answer so far, this one among them.</param>
    public static TimeSpan After(int attempts) => attempts switch
    {
        <= 1 => TimeSpan.FromMinutes(5),
        2 => TimeSpan.FromHours(1),
        3 => TimeSpan.FromHours(6),
        <= MostDaily => TimeSpan.FromDays(1),
        _ => Weekly,
    };
}
