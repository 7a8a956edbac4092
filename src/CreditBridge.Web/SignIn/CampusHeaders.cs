using System.Net;
using CreditBridge.Core.Access;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.SignIn;

/// <summary>
/// Headers of a SAML front (Shibboleth, mod_auth_mellon). They are taken off every request that does not come from the front's own address, before anything reads
/// them.
/// </summary>
internal sealed class CampusHeaders(IOptions<SignInOptions> options)
{
    private readonly SignInOptions.TrustedHeaderPart _settings = options.Value.TrustedHeader;
    private readonly IReadOnlyList<IPNetwork> _front = options.Value.TrustedHeader.IsOn ? options.Value.TrustedHeader.Networks() : [];

    public void Strip(HttpContext http)
    {
        if (IsFront(http.Connection.RemoteIpAddress))
        {
            // Kept: a pinned proxy's X-Forwarded-For puts the visitor's address in the peer's place afterwards.
            http.Items[typeof(CampusHeaders)] = true;
            return;
        }

        foreach (var header in _settings.AllHeaders)
            http.Request.Headers.Remove(header);
    }

    /// <summary>Null when the front has named nobody, when any header came twice (one of them is not the front's), or the request did not come from it.</summary>
    public CampusIdentity? Read(HttpContext http)
    {
        if (!_settings.IsOn || !http.Items.ContainsKey(typeof(CampusHeaders)) || One(http, _settings.SubjectHeader) is not { Length: > 0 } subject
            || _settings.AllHeaders.Any(header => http.Request.Headers[header].Count > 1))
            return null;
        var (name, email) = (One(http, _settings.NameHeader), One(http, _settings.EmailHeader) ?? "");
        return new(_settings.Issuer, subject, string.IsNullOrEmpty(name) ? email : name, email, IsEmailProven: false, One(http, _settings.StudentNumberHeader), [.. _settings.AllHeaders.SelectMany(
            header => http.Request.Headers[header].SelectMany(value => (value ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(value => KeyValuePair.Create(header, value)))]);
    }

    /// <summary>A header that came twice names nobody: one of them is not the front's.</summary>
    private static string? One(HttpContext http, string header) => header.Length > 0 && http.Request.Headers[header] is [{ } value] && value.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private bool IsFront(IPAddress? peer)
    {
        if (peer is null)
            return false;
        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return _front.Any(network => network.Contains(address));
    }
}
