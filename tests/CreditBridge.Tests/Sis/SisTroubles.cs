namespace CreditBridge.Tests.Sis;

/// <summary>What the double of a student system can be made to do.</summary>
[Flags]
internal enum SisTroubles
{
    None = 0,
    Refuses = 1,

    /// <summary>It takes a posting, and its answer never comes.</summary>
    LosesAnswers = 2,
    IsAway = 4,

    /// <summary>It sends things that nobody asked for.</summary>
    IsHostile = 8,
}
