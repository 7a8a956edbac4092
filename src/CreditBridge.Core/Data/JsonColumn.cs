using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CreditBridge.Core.Data;

/// <summary>A value kept as JSON text in one column: the same on every database. An empty list is the empty text, which costs nothing to read.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    public static PropertyBuilder<List<T>> IsJson<T>(this PropertyBuilder<List<T>> property)
    {
        property.HasConversion(
            new ValueConverter<List<T>, string>(list => Write(list), text => Read<T>(text)),
            new ValueComparer<List<T>>((a, b) => Write(a!) == Write(b!), list => Write(list).GetHashCode(StringComparison.Ordinal), list => new List<T>(list)));
        property.Metadata.SetMaxLength(null);
        return property;
    }

    /// <summary>A record; null stays null.</summary>
    public static PropertyBuilder<T?> IsJsonRecord<T>(this PropertyBuilder<T?> property)
        where T : class
    {
        property.HasConversion(new ValueConverter<T?, string>(value => JsonSerializer.Serialize(value, Options), text => JsonSerializer.Deserialize<T>(text, Options)));
        property.Metadata.SetMaxLength(null);
        return property;
    }

    public static string Write<T>(List<T> list) => list.Count == 0 ? "" : JsonSerializer.Serialize(list, Options);

    private static List<T> Read<T>(string text) => text.Length == 0 ? [] : JsonSerializer.Deserialize<List<T>>(text, Options)!;
}
