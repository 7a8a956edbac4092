using System.Globalization;
using CreditBridge.Core.Rules;

namespace CreditBridge.Web.Lists;

/// <summary>A result with its scale: '82 of 100 (percent)', 'Intermediate Mid'.</summary>
internal static class ResultWords
{
    public static string Of(Result result)
    {
        var value = result.Value?.ToString("0.###", CultureInfo.InvariantCulture);
        var words = result.Maximum is { } maximum ? $"{value} of {maximum.ToString("0.###", CultureInfo.InvariantCulture)}" : result.Text ?? value ?? "no value";
        return string.IsNullOrEmpty(result.Scale) ? words : $"{words} ({result.Scale})";
    }
}
