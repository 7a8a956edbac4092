using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.House;

namespace CreditBridge.Tests.OpenBadges;

/// <summary>A valid credential with one thing changed is never valid, and never a crash.</summary>
[TestClass]
public sealed class MutationTests
{
    private const int Mutations = 1_000;
    private const int Seed = 20261124;
    private static readonly string Signed = Path.Combine(HouseTests.Root, "tests/data/signed");

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Verify_ValidFileWithOneChange_IsNeverValidAndNeverACrash()
    {
        var documents = new IndexedDocuments(Path.Combine(Signed, "documents.json"));
        var verifier = Verifiers.With(documents);
        var originals = await OriginalsAsync(verifier);
        Assert.IsGreaterThan(20, originals.Count);
        var random = new Random(Seed);
        var results = new Dictionary<string, int>();
        for (var done = 0; done < Mutations;)
        {
            var (name, original) = originals[random.Next(originals.Count)];
            var changed = original.StartsWith('{') ? Json(original, random) : Token(original, random);
            if (changed is null || Means(changed) == Means(original))
                continue;
            done++;
            var result = "refused";
            try
            {
                var verification = await verifier.VerifyAsync(CredentialFile.OfText(changed), [], TestContext.CancellationToken);
                result = Verifiers.ResultOf(verification);
                Assert.AreNotEqual("valid", result, $"mutation {done} of {name}, seed {Seed}:\n{changed}\n{Verifiers.Sentences(verification)}");
            }
            catch (FormatException)
            {
                // A sentence, not a crash.
            }

            results[result] = results.GetValueOrDefault(result) + 1;
        }

        TestContext.WriteLine(string.Join(", ", results.Select(result => $"{result.Key} {result.Value}")));
    }

    /// <summary>Signed files of one proof. Hosted ones are left out: of them only what lies at their address is believed.</summary>
    private async Task<List<(string Name, string Text)>> OriginalsAsync(CredentialVerifier verifier)
    {
        var originals = new List<(string, string)>();
        foreach (var path in Directory.GetFiles(Path.Combine(Signed, "valid")).Order(StringComparer.Ordinal))
        {
            var file = CredentialFile.Open(await File.ReadAllBytesAsync(path, TestContext.CancellationToken));
            if (file.Kind is not (FileKind.Json or FileKind.Jwt) || Path.GetFileName(path).StartsWith("ob2", StringComparison.Ordinal) || file.Text.Contains("ClrCredential", StringComparison.Ordinal)
                || (file.Kind == FileKind.Json && JsonNode.Parse(file.Text)!["proof"] is JsonArray { Count: > 1 }))
                continue;
            if (await verifier.VerifyAsync(file, [], TestContext.CancellationToken) is Verification.Valid)
                originals.Add((Path.GetFileName(path), file.Text));
        }

        return originals;
    }

    private static string? Json(string text, Random random)
    {
        if (random.Next(3) == 0)
        {
            var at = random.Next(text.Length);
            return $"{text[..at]}{(char)random.Next(32, 127)}{text[(at + 1)..]}";
        }

        var root = JsonNode.Parse(text)!;
        var places = new List<JsonNode>();
        Collect(root, places);
        var place = places[random.Next(places.Count)];
        switch (random.Next(4), place)
        {
            case (0, JsonObject { Count: > 0 } members):
                members.Remove(members.ElementAt(random.Next(members.Count)).Key);
                break;
            case (1, JsonObject members):
                members[$"{(random.Next(2) == 0 ? "validUntil" : "name")}{(random.Next(2) == 0 ? "" : "2")}"] = "2031-01-01T00:00:00Z";
                break;
            case (2, JsonObject { Count: > 1 } members):
                var (one, other) = (members.ElementAt(random.Next(members.Count)), members.ElementAt(random.Next(members.Count)));
                if (one.Key == other.Key)
                    return null;
                (members[one.Key], members[other.Key]) = (other.Value?.DeepClone(), one.Value?.DeepClone());
                break;
            case (_, JsonArray { Count: > 0 } items):
                items.RemoveAt(random.Next(items.Count));
                break;
            case (_, JsonValue value) when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } old:
                var at = random.Next(old.Length);
                value.ReplaceWith($"{old[..at]}{(char)random.Next(48, 122)}{old[(at + 1)..]}");
                break;
            default:
                return null;
        }

        return root.ToJsonString();
    }

    /// <summary>The last character of each part may hold bits that nothing reads, so it stays.</summary>
    private static string? Token(string text, Random random)
    {
        var at = random.Next(text.Length - 1);
        if (text[at] == '.' || text[at + 1] == '.')
            return null;
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return $"{text[..at]}{Letters[random.Next(Letters.Length)]}{text[(at + 1)..]}";
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is null)
            return;
        places.Add(node);
        foreach (var child in node switch { JsonObject members => members.Select(member => member.Value), JsonArray items => items, _ => Enumerable.Empty<JsonNode?>() })
            Collect(child, places);
    }

    /// <summary>The same content however it is spelled; JSON-LD reads one thing and a list of one alike, and a list's order as nothing.</summary>
    private static string Means(string text)
    {
        if (!text.StartsWith('{'))
            return text;
        try
        {
            using var json = JsonDocument.Parse(text);
            var to = new StringBuilder();
            Write(json.RootElement, to);
            return to.ToString();
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static void Write(JsonElement element, StringBuilder to)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    to.Append('{').Append(member.Name).Append(':');
                    Write(member.Value, to);
                    to.Append('}');
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Write(item, to);
                break;
            default:
                to.Append(JsonCanonicalization.Of(element)).Append(';');
                break;
        }
    }
}
