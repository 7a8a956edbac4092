using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditBridge.Core.Rules;

/// <summary>Reads one portfolio, or an array of them, from JSON.</summary>
/// <param name="IsArray">Then the answer is an array too.</param>
public sealed record PortfolioFile(IReadOnlyList<AskedPortfolio> Portfolios, bool IsArray)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="InvalidDataException">It is no portfolio; the sentence says where.</exception>
    public static PortfolioFile Read(string json)
    {
        try
        {
            var isArray = json.AsSpan().TrimStart().StartsWith('[');
            return new(isArray ? Some(JsonSerializer.Deserialize<List<AskedPortfolio>>(json, Options)) : [.. Some(JsonSerializer.Deserialize<AskedPortfolio[]>($"[{json}\n]", Options))], isArray);
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"The portfolio can't be read{Place(problem)}: {problem.InnerException?.Message ?? problem.Message.Split(" Path:")[0]}", problem);
        }
    }

    private static IReadOnlyList<AskedPortfolio> Some(IReadOnlyList<AskedPortfolio>? portfolios) =>
        portfolios is null || portfolios.Any(one => one is null) ? throw new JsonException("A portfolio can't be null.") : portfolios;

    private static string Place(JsonException problem) =>
        problem.LineNumber is { } line ? $" at line {line + 1}, character {problem.BytePositionInLine + 1}{(problem.Path is { Length: > 1 } path ? $" ({path})" : "")}" : "";
}
