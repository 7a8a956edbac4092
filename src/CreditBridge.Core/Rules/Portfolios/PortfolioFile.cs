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
            JsonSense.Demand(json, mostDepth: 64);
            var isArray = json.AsSpan().TrimStart().StartsWith('[');
            var portfolios = isArray ? JsonSerializer.Deserialize<List<AskedPortfolio>>(json, Options) : [JsonSerializer.Deserialize<AskedPortfolio>(json, Options)!];
            return portfolios is null || portfolios.Exists(one => one is null) ? throw new JsonException("A portfolio can't be null.") : new(portfolios, isArray);
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"The portfolio can't be read{JsonSentence.Of(problem)}", problem);
        }
    }
}
