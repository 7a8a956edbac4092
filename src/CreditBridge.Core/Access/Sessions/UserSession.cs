namespace CreditBridge.Core.Access;

/// <summary>One sign-in, which can be ended from the server: the cookie only names it.</summary>
public sealed class UserSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public required SignInWay Way { get; init; }
    public required DateTime StartedAt { get; init; }

    /// <summary>Over at this moment (UTC) in any case.</summary>
    public required DateTime EndsAt { get; init; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>The browser, as it names itself, so that a person can tell their sessions apart.</summary>
    public string Device { get; init; } = "";

    public bool IsOpen(DateTime now) => EndedAt is null && now < EndsAt;

    /// <summary>Ending it twice changes nothing.</summary>
    public void End(DateTime at) => EndedAt ??= at;
}
