using System.Text;
using System.Text.Json;

namespace CreditBridge.Core.Rules;

/// <summary>What JSON from outside may not hold, whatever it is read into: nothing in a list, a number out of all proportion.</summary>
internal static class JsonSense
{
    /// <summary>Larger than any credits, scores, hours or months, and small enough to be multiplied and summed.</summary>
    public const decimal MostNumber = 1_000_000;

    /// <exception cref="JsonException">The sentence says what, and where.</exception>
    public static void Demand(string json, int mostDepth)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = mostDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var lists = new Stack<bool>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    lists.Push(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    lists.Pop();
                    break;
                case JsonTokenType.Null when lists.TryPeek(out var isList) && isList:
                    throw new JsonException($"A list holds nothing (null) at character {reader.TokenStartIndex + 1}: take it out.");
                case JsonTokenType.Number when !reader.TryGetDecimal(out var number) || Math.Abs(number) > MostNumber:
                    throw new JsonException($"The number at character {reader.TokenStartIndex + 1} is out of all proportion.");
            }
        }
    }
}
