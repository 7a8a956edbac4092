using CreditBridge.OpenBadges;
using Microsoft.Extensions.Time.Testing;

namespace CreditBridge.Tests.OpenBadges;

/// <summary>One canonicalizer for all tests, as in the product one for a process.</summary>
internal static class Verifiers
{
    public static readonly DateTimeOffset Day = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static JsonLdCanonicalizer Canonicalizer { get; } = new(2);

    public static CredentialVerifier With(IDocumentSource documents, DateTimeOffset? now = null) => new(Canonicalizer, documents, new FakeTimeProvider(now ?? Day));

    public static string ResultOf(Verification verification) => verification switch
    {
        Verification.Valid => "valid",
        Verification.Invalid => "invalid",
        _ => "indeterminate",
    };

    public static string Sentences(Verification verification) =>
        string.Join("\n", verification.Checks.Select(check => $"{check.Result} {check.What} {check.Reason}: {check.Sentence}"));

    /// <summary>Where a hosted assertion's own file stands for what lies at its address, as in 'creditbridge verify --documents'.</summary>
    public static IndexedDocuments AtItsId(IndexedDocuments index, CredentialFile file)
    {
        if (file.TextKind != FileKind.Json)
            return index;
        using var json = System.Text.Json.JsonDocument.Parse(file.Text);
        return AssertionReader.IsAssertion(json.RootElement) ? index.With(json.RootElement.GetProperty("id").GetString()!, System.Text.Encoding.UTF8.GetBytes(file.Text)) : index;
    }
}
