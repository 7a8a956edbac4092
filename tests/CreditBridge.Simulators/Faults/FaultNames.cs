namespace CreditBridge.Simulators;

public static class FaultNames
{
    /// <summary>429; the value is the Retry-After header's text, empty for none.</summary>
    public const string RateLimit = "rate-limit";

    /// <summary>503; the value is another status.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>A byte every five seconds.</summary>
    public const string SlowBytes = "slow-bytes";

    /// <summary>Headers, then nothing.</summary>
    public const string Silence = "silence";
    public const string Truncated = "truncated";
    public const string LoginPage = "login-page";
    public const string WrongType = "wrong-type";
    public const string BadUtf8 = "bad-utf8";
    public const string HugeBody = "huge-body";

    /// <summary>The page that was given last, again, whatever was asked for.</summary>
    public const string RepeatPage = "repeat-page";

    /// <summary>The next page is this page.</summary>
    public const string RepeatCursor = "repeat-cursor";

    /// <summary>Records come and go before the page is read.</summary>
    public const string Shifting = "shifting";

    /// <summary>A record twice on its page, the second with another content and a later time.</summary>
    public const string TwiceDifferent = "twice-different";

    /// <summary>A record twice on its page, the second with another content and an earlier time.</summary>
    public const string OlderAfterNewer = "older-after-newer";

    /// <summary>The first record of a page has no date.</summary>
    public const string Poison = "poison";

    /// <summary>The first name on the page ends in half a character.</summary>
    public const string HalfCharacter = "half-character";

    /// <summary>The first name on the page is a list in a list in a list, 200 deep.</summary>
    public const string Deep = "deep";

    /// <summary>All tokens end before the request is looked at.</summary>
    public const string TokenExpires = "token-expires";

    /// <summary>A request for a token answers 500.</summary>
    public const string TokenFails = "token-fails";

    /// <summary>A student system takes the posting, and its answer never comes.</summary>
    public const string TimeOutAfterCommit = "time-out-after-commit";

    /// <summary>A student system refuses the posting with an error body; the value is what it says.</summary>
    public const string Refused = "refused";

    /// <summary>A student system says that the posting is there already.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>A student system takes 0.3 seconds for a posting.</summary>
    public const string Slow = "slow";

    /// <summary>The token counts no more.</summary>
    public const string UnauthorizedOnce = "unauthorized-once";

    /// <summary>406: the version that was asked for is not supported.</summary>
    public const string NotAcceptable = "not-acceptable";

    /// <summary>A student system takes what is posted twice: as two credits, or as a message that was delivered twice.</summary>
    public const string TakenTwice = "taken-twice";

    /// <summary>A student system answers a posting with this code: WARNING and CHECK take it, ERROR does not.</summary>
    public const string Reply = "reply";

    /// <summary>Just before a posting comes, another one takes its number.</summary>
    public const string NumberTaken = "number-taken";

    public static readonly string[] OfPosting = [TimeOutAfterCommit, Refused, Duplicate, Slow, UnauthorizedOnce, NotAcceptable, TakenTwice, Reply, NumberTaken];

    public static readonly string[] OfBody = [RateLimit, Unavailable, SlowBytes, Silence, Truncated, LoginPage, WrongType, BadUtf8, HugeBody, RepeatPage, HalfCharacter, Deep];
}
