using System.Text;
using System.Text.Json;
using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.OpenBadges;

namespace CreditBridge.Jobs.Commands;

/// <summary>The answer of <c>creditbridge verify</c> for one file or address; its names are public (docs/verification.md).</summary>
/// <param name="Kind">What it is: a standard, or <c>unknown</c>.</param>
/// <param name="Trust">Whether a partner's register names the issuer: <c>registered</c> or <c>unknown</c>. The result does not depend on it.</param>
/// <param name="Inside">For a learner record, each credential inside.</param>
internal sealed record VerifiedFile(string File, string Kind, string Result, IReadOnlyList<string> Reasons, string Trust, IReadOnlyList<Check> Checks, IReadOnlyList<VerifiedFile> Inside)
{
    public const string Valid = "valid";
    public const string Invalid = "invalid";
    public const string Registered = "registered";
    public const string Indeterminate = "indeterminate";

    public static async Task<VerifiedFile> OfAsync(string name, JsonLdCanonicalizer canonicalizer, IDocumentSource source, TimeProvider time, IssuerRegister register, IReadOnlyList<RecipientIdentity> recipients, CancellationToken cancellation)
    {
        try
        {
            var file = IsAddress(name) ? CredentialFile.OfText(name) : CredentialFile.Open(await ReadAsync(name, cancellation));
            return Of(name, register, await new CredentialVerifier(canonicalizer, source is IndexedDocuments index ? AtItsId(file, index) : source, time).VerifyAsync(file, recipients, cancellation));
        }
        catch (Exception problem) when (problem is FormatException or JsonException)
        {
            return new(name, "unknown", Invalid, [OpenBadges.Reasons.Malformed], "unknown", [new Check("Shape", "opened", time.GetUtcNow().UtcDateTime, CheckResult.Failed, OpenBadges.Reasons.Malformed, problem.Message)], []);
        }
    }

    public static bool IsAddress(string name) => name.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || name.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]> ReadAsync(string name, CancellationToken cancellation) => new FileInfo(name).Length <= CredentialFile.MostBytes
        ? await System.IO.File.ReadAllBytesAsync(name, cancellation)
        : throw new FormatException($"The file has more than {CredentialFile.MostBytes} bytes.");

    /// <summary>Where an index stands for the web, a hosted assertion's file stands for what lies at its own address.</summary>
    private static IndexedDocuments AtItsId(CredentialFile file, IndexedDocuments index)
    {
        if (file.TextKind != FileKind.Json)
            return index;
        using var json = JsonDocument.Parse(file.Text);
        return AssertionReader.IsAssertion(json.RootElement) && json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? index.With(id.GetString()!, Encoding.UTF8.GetBytes(file.Text))
            : index;
    }

    private static VerifiedFile Of(string name, IssuerRegister register, Verification verification) => new(
        name,
        verification.Claims is { } claims ? JsonNamingPolicy.CamelCase.ConvertName(claims.Standard.ToString()) : "unknown",
        verification switch { Verification.Valid => Valid, Verification.Invalid => Invalid, _ => Indeterminate },
        verification.ReasonCodes,
        register.PartnerOf(verification.Claims?.IssuerId) is null ? "unknown" : Registered,
        verification.Checks,
        [.. verification.Nested.Select((inner, number) => Of($"{name}#{number + 1}", register, inner))]);
}
