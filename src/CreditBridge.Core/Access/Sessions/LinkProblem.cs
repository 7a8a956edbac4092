namespace CreditBridge.Core.Access;

public enum LinkProblem
{
    /// <summary>Unknown, used, or its fifteen minutes are over.</summary>
    Over,

    /// <summary>Another browser asked for it.</summary>
    OtherBrowser,

    /// <summary>The first time, a fact of the student record is asked for as well.</summary>
    AsksWho,
    WrongAnswer,

    /// <summary>Too many wrong answers today.</summary>
    Locked,
    Disabled,

    /// <summary>Another account has the address.</summary>
    AddressTaken,
}
