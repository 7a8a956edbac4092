using System.Globalization;
using CreditBridge.Core.Rules;

namespace CreditBridge.Web.Lists;

/// <summary>A result with its scale: '62.9 %', '410 of 500 points', 'Pass', 'Intermediate Mid (ACTFL)'.</summary>
internal static class ResultWords
{
    public static string Of(Result result)
    {
        var value = result.Value?.ToString("0.###", CultureInfo.InvariantCulture);
        var words = result.Maximum is { } maximum ? $"{value} of {maximum.ToString("0.###", CultureInfo.InvariantCulture)}" : result.Text ?? value ?? "no value";
        return result.Scale switch
        {
            Result.Percent when result.Value is not null && result.Maximum is null or 100 => $"{value} %",
            Result.Points => $"{words} points",
            Result.Pass or Result.Letter or "" => words,
            _ => $"{words} ({result.Scale})",
        };
    }
}
