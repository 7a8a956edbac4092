using System.Text.Json;
using System.Text.RegularExpressions;

namespace CreditBridge.Core.Rules;

/// <summary>What is wrong with JSON that a person wrote, and where, without the words of a programming language.</summary>
internal static partial class JsonSentence
{
    public static string Of(JsonException problem)
    {
        var path = problem.Path is { Length: > 1 } given ? $" ({given})" : "";
        var place = problem.LineNumber is { } line ? $" at line {line + 1}, character {problem.BytePositionInLine + 1}{path}" : path;
        return $"{place}: {What(problem)}";
    }

    private static string What(JsonException problem)
    {
        if (Missing().Match(problem.Message) is { Success: true } missing)
            return $"it lacks {missing.Groups[1].Value}.";
        if (Unknown().Match(problem.Message) is { Success: true } unknown)
            return $"'{unknown.Groups[1].Value}' is not known here.";
        if (problem.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return "the value is of another kind than is asked for here: a text, a number, a date such as \"2026-05-01\", or yes and no as true and false.";
        if (problem.Message.Contains("null", StringComparison.Ordinal) && problem.Message.Contains("CreditBridge", StringComparison.Ordinal))
            return "a value is null where one is needed.";
        return problem.Message.Split(" Path:")[0].Split(" LineNumber:")[0];
    }

    [GeneratedRegex("missing required properties including: (.*?)\\.(?: |$)")]
    private static partial Regex Missing();

    [GeneratedRegex("The JSON property '(.*?)' could not be mapped")]
    private static partial Regex Unknown();
}
