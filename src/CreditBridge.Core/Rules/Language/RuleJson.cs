using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditBridge.Core.Rules;

/// <summary>The one way a rule becomes JSON and comes back.</summary>
public static class RuleJson
{
    private const int MostDepth = 64;

    public static readonly JsonSerializerOptions Options = Sealed(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        // A part this version does not know is refused: to leave out a condition would give credit that the rule does not give.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = MostDepth,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        // PostgreSQL's jsonb orders the keys of an object as it likes.
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });

    public static string Serialize(RuleDefinition definition) => JsonSerializer.Serialize(definition, Options);

    /// <exception cref="JsonException">The text is no rule.</exception>
    public static RuleDefinition Deserialize(string json)
    {
        JsonSense.Demand(json, MostDepth);
        try
        {
            return JsonSerializer.Deserialize<RuleDefinition>(json, Options) ?? throw new JsonException("A rule can't be null.");
        }
        catch (NotSupportedException exception)
        {
            throw new JsonException("A part of the rule does not say what kind it is.", exception);
        }
    }

    private static JsonSerializerOptions Sealed(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
