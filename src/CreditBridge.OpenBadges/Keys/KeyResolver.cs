using System.Text;
using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>
/// Finds the key that a proof names, and whether the issuer stands by it. This is the real check of every credential: a key carried along (in an address's
/// fragment, in a JWT's own header) verifies whatever its maker signed, so only what the issuer publishes at its own id counts.
/// </summary>
internal sealed class KeyResolver(JsonDocuments documents)
{
    /// <param name="method">The proof's verification method: an address or DID, most often with a fragment.</param>
    public async Task<KeyAnswer> OfMethodAsync(string method, string issuer, CancellationToken cancellation)
    {
        var (controller, fragment) = Split(method);
        try
        {
            if (SelfDescribed(controller) is { } own)
            {
                if (fragment is not null && fragment != OwnFragment(controller))
                    return new KeyAnswer.None(Reasons.KeyUnreadable, $"{Shortened.Of(controller)} has no key named '{Shortened.Of(fragment)}'.");
                return controller == issuer
                    ? new KeyAnswer.Bound([own], "The issuer's id is the key itself.")
                    : new KeyAnswer.NotBound(own, Reasons.KeyNotBound, $"Signed by the key {Shortened.Of(controller)}; nothing shows that it is a key of the issuer {Shortened.Of(issuer)}.");
            }

            return await OfControllerAsync(method, controller, fragment, issuer, cancellation);
        }
        catch (FormatException problem)
        {
            return new KeyAnswer.None(Reasons.KeyUnreadable, problem.Message);
        }
    }

    /// <summary>All keys the issuer lets speak for it: for a JWT that names none, or carries its own.</summary>
    public async Task<KeyAnswer> OfIssuerAsync(string issuer, string? keyId, string algorithm, CancellationToken cancellation)
    {
        try
        {
            if (SelfDescribed(issuer) is { } own)
                return new KeyAnswer.Bound([own], "The issuer's id is the key itself.");
            var document = await ControllerAsync(issuer, cancellation);
            if (document.Id is not null && document.Id != issuer)
                return new KeyAnswer.None(Reasons.KeyNotBound, $"The document at the issuer's address is that of {Shortened.Of(document.Id)}.");
            var keys = ControllerDocument.ReadableKeys(document.AssertionMethods
                .Where(method => keyId is null || Names(method.Id, keyId) || method.Json.First("publicKeyJwk")?.Text("kid") == keyId)).ToList();
            keys.AddRange(KeysOf(document.KeySet, keyId));
            if (document.KeySetAddress is { } address)
                keys.AddRange(KeysOf(new ControllerDocument(await documents.GetAsync(address, DocumentKind.Controller, cancellation)).KeySet, keyId));
            keys = [.. keys.Where(key => key.Allows(algorithm))];
            return keys.Count > 0
                ? new KeyAnswer.Bound(keys, "The issuer publishes the key for assertions.")
                : new KeyAnswer.None(Reasons.KeyNotBound, $"The issuer publishes no key for assertions that fits{(keyId is null ? "" : $" '{Shortened.Of(keyId)}'")}.");
        }
        catch (DocumentUnavailableException problem)
        {
            return new KeyAnswer.None(Reasons.KeyUnreachable, $"The issuer's keys could not be read: {problem.Message}");
        }
        catch (FormatException problem)
        {
            return new KeyAnswer.None(Reasons.KeyUnreadable, problem.Message);
        }
    }

    /// <summary>A key that lies at an address of its own (Open Badges 3.0, 'kid'; 2.0, 'CryptographicKey').</summary>
    public async Task<KeyAnswer> OfKeyAddressAsync(string address, string issuer, CancellationToken cancellation)
    {
        try
        {
            var json = await documents.GetAsync(address, DocumentKind.Controller, cancellation);
            var keys = json.Text("publicKeyPem") is { } pem ? [JsonWebKey.ReadPem(pem)] : json.Text("kty") is not null ? [JsonWebKey.Read(json)] : KeysOf(json.Items("keys"), null).ToList();
            if (keys.Count != 1)
                return new KeyAnswer.None(Reasons.KeyUnreadable, $"At {Shortened.Of(address)} lie {keys.Count} keys; one was looked for.");
            if (json.Text("owner") is { } owner && !WebAddress.IsSame(owner, issuer))
                return new KeyAnswer.NotBound(keys[0], Reasons.KeyNotBound, $"The key says it belongs to {Shortened.Of(owner)}, not to the issuer.");
            if (IsUnder(address, issuer))
                return new KeyAnswer.Bound(keys, "The key lies under the issuer's own address.");
            var profile = new ControllerDocument(await documents.GetAsync(issuer, DocumentKind.Controller, cancellation));
            return profile.Id is { } id && WebAddress.IsSame(id, issuer) && (profile.PublicKeyAddresses.Any(key => WebAddress.IsSame(key, address)) || WebAddress.IsSame(profile.KeySetAddress, address))
                ? new KeyAnswer.Bound(keys, "The issuer's profile names the key.")
                : new KeyAnswer.NotBound(keys[0], Reasons.KeyNotBound, "The issuer's profile does not name the key.");
        }
        catch (DocumentUnavailableException problem)
        {
            return new KeyAnswer.None(Reasons.KeyUnreachable, $"The key or the issuer's profile could not be read: {problem.Message}");
        }
        catch (FormatException problem)
        {
            return new KeyAnswer.None(Reasons.KeyUnreadable, problem.Message);
        }
    }

    private async Task<KeyAnswer> OfControllerAsync(string method, string controller, string? fragment, string issuer, CancellationToken cancellation)
    {
        // The key in the fragment verifies what its maker signed; it is read only to be able to say so.
        VerificationKey? Carried() => fragment is not null && fragment.StartsWith('z') ? Read(fragment) : null;
        KeyAnswer Doubtful(string sentence) => Carried() is { } key ? new KeyAnswer.NotBound(key, Reasons.KeyNotBound, sentence) : new KeyAnswer.None(Reasons.KeyNotBound, sentence);
        try
        {
            var document = await ControllerAsync(controller, cancellation);
            if (document.Id is null && IsUnder(controller, issuer) && KeysOf(document.KeySet, fragment).ToList() is [var listed])
                return new KeyAnswer.Bound([listed], "The key stands in a key set under the issuer's own address.");
            if (fragment is null && document.IsMethod && document.Id == controller)
                return await OfOwnDocumentAsync(document, issuer, cancellation);
            if (document.Id != controller)
                return Doubtful($"The document at {Shortened.Of(controller)} is that of {Shortened.Of(document.Id ?? "nobody")}.");
            if (document.AssertionMethods.FirstOrDefault(entry => entry.Id == method) is not { } found)
            {
                return document.Methods.FirstOrDefault(entry => entry.Id == method) is { } other
                    ? new KeyAnswer.NotBound(other.Key, Reasons.KeyNotForAssertions, "The issuer publishes the key, but not for assertions.")
                    : Doubtful("The issuer's document does not list the key.");
            }

            return found.Controller == issuer && controller == issuer
                ? new KeyAnswer.Bound([found.Key], "The issuer's own document lists the key for assertions.")
                : new KeyAnswer.NotBound(found.Key, Reasons.KeyNotBound, $"The key belongs to {Shortened.Of(found.Controller ?? controller)}, not to the issuer {Shortened.Of(issuer)}.");
        }
        catch (DocumentUnavailableException problem)
        {
            return Carried() is { } key
                ? new KeyAnswer.NotBound(key, Reasons.KeyUnreachable, $"The issuer's document could not be read: {problem.Message}")
                : new KeyAnswer.None(Reasons.KeyUnreachable, $"The issuer's document could not be read, so nothing shows whose key it is: {problem.Message}");
        }
    }

    /// <summary>A method with an address of its own counts when the issuer, as its controller, lists that address.</summary>
    private async Task<KeyAnswer> OfOwnDocumentAsync(ControllerDocument method, string issuer, CancellationToken cancellation)
    {
        var key = method.AsMethod.Key;
        var owner = await ControllerAsync(issuer, cancellation);
        return method.AsMethod.Controller == issuer && owner.Id == issuer && owner.AssertionAddresses.Contains(method.Id, StringComparer.Ordinal)
            ? new KeyAnswer.Bound([key], "The issuer's own document lists the key for assertions.")
            : new KeyAnswer.NotBound(key, Reasons.KeyNotBound, "The issuer's document does not list the key.");
    }

    private async Task<ControllerDocument> ControllerAsync(string controller, CancellationToken cancellation) => new(await documents.GetAsync(
        controller.StartsWith("did:web:", StringComparison.Ordinal) ? DidAddress.OfWeb(controller).AbsoluteUri
        : controller.StartsWith("did:", StringComparison.Ordinal) ? throw new FormatException($"The DID method of {Shortened.Of(controller)} is not known here.")
        : controller, DocumentKind.Controller, cancellation));

    /// <summary>did:key and did:jwk carry their key in the name: they prove only themselves.</summary>
    private static VerificationKey? SelfDescribed(string did) => did switch
    {
        _ when did.StartsWith("did:key:", StringComparison.Ordinal) => Multikey.Read(did["did:key:".Length..]),
        _ when did.StartsWith("did:jwk:", StringComparison.Ordinal) => JsonWebKey.Read(StrictJson.Parse(Encoding.UTF8.GetString(Base64Text.Decode(did["did:jwk:".Length..])))),
        _ => null,
    };

    private static string OwnFragment(string did) => did.StartsWith("did:key:", StringComparison.Ordinal) ? did["did:key:".Length..] : "0";

    private static VerificationKey? Read(string multibase)
    {
        try
        {
            return Multikey.Read(multibase);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<VerificationKey> KeysOf(IEnumerable<JsonElement> set, string? keyId) =>
        set.Where(key => key.Text("use") is null or "sig" && (keyId is null || key.Text("kid") == keyId)).Select(JsonWebKey.Read);

    /// <summary>The issuer's own address or one below it; or a well-known one of its origin, which only who holds the origin can write (RFC 8615).</summary>
    private static bool IsUnder(string address, string issuer) => WebAddress.IsSame(address, issuer) || (!LeadsElsewhere(address) && (address.StartsWith(issuer.TrimEnd('/') + "/", StringComparison.Ordinal)
        || (Uri.TryCreate(issuer, UriKind.Absolute, out var home) && home.Scheme == Uri.UriSchemeHttps && address.StartsWith($"{home.GetLeftPart(UriPartial.Authority)}/.well-known/", StringComparison.Ordinal))));

    /// <summary>'college/../mallory' begins like the college's address and lies on somebody else's ground, however client or server resolve it.</summary>
    private static bool LeadsElsewhere(string address) =>
        Uri.UnescapeDataString(address).Split('/') is var parts && Array.Exists(parts, part => part is "." || part.StartsWith("..", StringComparison.Ordinal) || part.Contains('\\', StringComparison.Ordinal));

    private static bool Names(string? methodId, string keyId) => methodId is not null && (methodId == keyId || methodId.EndsWith('#' + keyId.TrimStart('#'), StringComparison.Ordinal));

    private static (string Controller, string? Fragment) Split(string method)
    {
        var hash = method.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (method, null) : (method[..hash], method[(hash + 1)..]);
    }
}
