namespace CreditBridge.Core.Access;

/// <summary>Why somebody whom the campus knows may not come in.</summary>
public enum ArrivalRefusal
{
    /// <summary>The sign-in itself failed, or was given up.</summary>
    NotProven,

    /// <summary>No role is given to what the campus account says, and no student number is in it.</summary>
    NoRole,

    /// <summary>The campus account's student number is not that of a learner here.</summary>
    UnknownNumber,

    NoAddress,

    /// <summary>Another account here has the e-mail address: an administrator must look.</summary>
    AddressTaken,

    Disabled,
}
