using Bogus;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Demo.Data;
using CreditBridge.Jobs.Demo.Files;

namespace CreditBridge.Jobs.Demo;

/// <summary>Results as they tend to fall on each scale: most pass, some only just don't.</summary>
internal static class DemoResults
{
    public static RowResult For(DemoAchievement achievement, Randomizer dice) => achievement switch
    {
        { Scale: Result.Points, Maximum: 5 } => Points(dice.WeightedRandom([1m, 2m, 3m, 4m, 5m], [0.07f, 0.13f, 0.26f, 0.3f, 0.24f]), 5),
        { Scale: Result.Points, Maximum: 7 } => Points(dice.WeightedRandom([2m, 3m, 4m, 5m, 6m, 7m], [0.05f, 0.12f, 0.25f, 0.28f, 0.2f, 0.1f]), 7),
        { Scale: Result.Points, Maximum: { } most } => Points(Math.Round(most * dice.Decimal(0.72m, 0.98m)), most),
        { Scale: Result.Percent } => new RowResult(Result.Percent, Math.Round(dice.Decimal(58, 100), 1)),
        { Scale: Result.Letter } => new RowResult(Result.Letter, Text: dice.ArrayElement(["A", "A-", "B+", "B", "B", "B-", "C+", "C", "D"])),
        { Levels: { } levels } => new RowResult(achievement.Scale, Text: levels[dice.Int(levels.Count / 4, levels.Count - 1)]),
        _ => new RowResult(Result.Pass, Text: "Pass"),
    };

    /// <summary>A score that was put right: never above the maximum.</summary>
    public static RowResult? Corrected(RowResult? result) => result switch
    {
        { Value: { } value, Maximum: { } most } when value < most => result with { Value = value + 1 },
        { Scale: Result.Percent, Value: { } value and <= 99 } => result with { Value = value + 1 },
        _ => result,
    };

    private static RowResult Points(decimal value, decimal most) => new(Result.Points, value, most);
}
