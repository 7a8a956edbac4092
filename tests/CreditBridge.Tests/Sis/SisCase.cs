using CreditBridge.Simulators;
using CreditBridge.Sis.Files;

namespace CreditBridge.Tests.Sis;

/// <summary>An adapter that the shared suite runs.</summary>
internal sealed record SisCase(string Name, Func<Task<SisStand>> StartAsync, SisTroubles Troubles)
{
    public static readonly SisCase[] All =
    [
        new("FlatFile", () => FlatFileStand.StartAsync(Acknowledgement.None), SisTroubles.IsAway),
        new("FlatFile with acknowledgements", () => FlatFileStand.StartAsync(Acknowledgement.File), SisTroubles.Refuses | SisTroubles.IsAway),
        new("Ethos", EthosStand.StartAsync, SisTroubles.Refuses | SisTroubles.LosesAnswers | SisTroubles.IsAway | SisTroubles.IsHostile),
    ];

    public static readonly string[] Hostilities = [FaultNames.LoginPage, FaultNames.Truncated, FaultNames.BadUtf8, FaultNames.HugeBody, FaultNames.WrongType];

    public static SisCase Of(string name) => All.Single(one => one.Name == name);

    /// <summary>For DynamicData: by name, so that a test's name says which adapter it is of.</summary>
    public static IEnumerable<object[]> With(SisTroubles troubles) => All.Where(one => one.Troubles.HasFlag(troubles)).Select(one => new object[] { one.Name });
}
