using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditBridge.OpenBadges;

/// <summary>What a Data Integrity proof signs: the document without its proofs, and the proof without its value (VC Data Integrity 1.0, 4.2).</summary>
internal static class ProofForm
{
    public static string Unsecured(JsonElement credential) => Without(credential, "proof").ToJsonString();

    /// <summary>For RDFC the proof takes the document's own context (vc-di-eddsa, 3.2.5).</summary>
    public static string Options(JsonElement credential, JsonElement proof)
    {
        var options = Without(proof, "proofValue", "@context");
        if (credential.First("@context") is not null)
            options["@context"] = JsonNode.Parse(credential.GetProperty("@context").GetRawText());
        return options.ToJsonString();
    }

    /// <summary>For JCS the proof's context stands as it was signed, and the document must begin with it (vc-di-eddsa, 3.3.2).</summary>
    /// <exception cref="FormatException">The document's context does not begin with the proof's.</exception>
    public static (JsonElement Document, JsonElement Options) ForJcs(JsonElement credential, JsonElement proof)
    {
        var document = Without(credential, "proof");
        if (proof.First("@context") is not null)
        {
            var signed = proof.Items("@context").Select(item => item.GetRawText()).ToList();
            if (!credential.Items("@context").Select(item => item.GetRawText()).Take(signed.Count).SequenceEqual(signed))
                throw new FormatException("The contexts of credential and proof differ.");
            document["@context"] = JsonNode.Parse(proof.GetProperty("@context").GetRawText());
        }

        return (Element(document), Element(Without(proof, "proofValue")));
    }

    private static JsonObject Without(JsonElement element, params ReadOnlySpan<string> names)
    {
        var copy = JsonObject.Create(element)!.DeepClone().AsObject();
        foreach (var name in names)
            copy.Remove(name);
        return copy;
    }

    private static JsonElement Element(JsonObject node) => StrictJson.Parse(node.ToJsonString());
}
