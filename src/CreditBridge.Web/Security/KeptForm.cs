using System.IO.Compression;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditBridge.Web.Security;

/// <summary>
/// What was typed into a form before the session ended: kept in an encrypted cookie through signing in again, whatever way that goes, and put back into the form. Nothing is sent
/// and nothing is stored. The form names its owner under our key, so that no other site can plant a text, and nobody else who signs in here reads it. Files are not kept.
/// </summary>
internal sealed class KeptForm(IDataProtectionProvider protection, IHostEnvironment environment, TimeProvider time)
{
    public const string OwnerField = "KeptFor";
    public const string Marker = "kept";

    private const string Prefix = "Input.";
    private const int MostCharacters = 12_000;
    private const int MostCookie = 7_000;

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    private readonly IDataProtector _forms = protection.CreateProtector("CreditBridge.KeptForm");
    private readonly IDataProtector _owners = protection.CreateProtector("CreditBridge.KeptForm.Owner");
    private readonly ChunkingCookieManager _cookies = new() { ChunkSize = 3800 };

    public string OwnerOf(ClaimsPrincipal person) => _owners.Protect(person.UserId().ToString());

    /// <returns>Where to sign in; null: there was nothing to keep.</returns>
    public async Task<string?> KeepAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (OwnerIn(form[OwnerField].ToString()) is not { } owner)
            return null;
        var fields = form.Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(field => field.Key, field => field.Value.Select(value => value ?? "").ToArray());
        if (fields.Sum(field => field.Key.Length + field.Value.Sum(value => value.Length)) > MostCharacters || IsFromElsewhere(context.Request))
            return null;
        var kept = new Kept(owner, context.Request.Path, context.Request.Query["handler"].ToString(), time.GetUtcNow().UtcDateTime, fields);
        var packed = WebEncoders.Base64UrlEncode(_forms.Protect(Pack(kept)));
        // Larger cookies would be refused with every request that sends them back.
        if (packed.Length > MostCookie)
            return null;
        _cookies.AppendResponseCookie(context, CookieName, packed, Options(context));
        var back = QueryHelpers.AddQueryString(context.Request.PathBase + context.Request.Path, Marker, "true");
        return QueryHelpers.AddQueryString($"{context.Request.PathBase}/sign-in", "returnUrl", back);
    }

    /// <summary>What was kept of this page for whoever is signed in now, and removes it.</summary>
    public Kept? Take(HttpContext context)
    {
        if (!context.Request.Query.ContainsKey(Marker) || _cookies.GetRequestCookie(context, CookieName) is not { Length: > 0 } text)
            return null;
        _cookies.DeleteCookie(context, CookieName, Options(context));
        try
        {
            var kept = Unpack(_forms.Unprotect(WebEncoders.Base64UrlDecode(text)));
            return kept.Owner == context.User.UserId() && kept.Path == context.Request.Path && time.GetUtcNow().UtcDateTime - kept.At < Lasts ? kept : null;
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Another site's page must not be able to leave anything here. Browsers say so themselves.</summary>
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none")
        || (request.Headers.Origin is [{ } origin] && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));

    private string CookieName => environment.IsDevelopment() ? "creditbridge-kept" : "__Host-creditbridge-kept";

    private CookieOptions Options(HttpContext context)
    {
        var cookie = new CookieBuilder();
        BridgeCookies.Harden(cookie, Marker, environment);
        return cookie.Build(context);
    }

    private Guid? OwnerIn(string token)
    {
        try
        {
            return token.Length > 0 && Guid.TryParse(_owners.Unprotect(token), out var owner) ? owner : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Pack(Kept kept)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(brotli, kept);
        return packed.ToArray();
    }

    private static Kept Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Kept>(brotli) ?? throw new JsonException();
    }

    internal sealed record Kept(Guid Owner, string Path, string Handler, DateTime At, Dictionary<string, string[]> Fields)
    {
        public string? One(string name) => Fields.GetValueOrDefault(Prefix + name)?.FirstOrDefault();

        public IEnumerable<Guid> Ids(string name) => (Fields.GetValueOrDefault(Prefix + name) ?? []).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);
    }
}
