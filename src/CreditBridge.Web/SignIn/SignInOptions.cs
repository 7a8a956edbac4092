using System.Net;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.SignIn;

/// <summary>The settings' section <c>SignIn</c>: how people prove who they are (docs/sign-in.md).</summary>
internal sealed class SignInOptions
{
    public const string Section = "SignIn";

    public OpenIdConnectPart OpenIdConnect { get; set; } = new();

    public TrustedHeaderPart TrustedHeader { get; set; } = new();

    /// <summary>Learners may ask for a one-time link by e-mail.</summary>
    public bool EmailLinks { get; set; } = true;

    public bool HasCampus => OpenIdConnect.IsOn || TrustedHeader.IsOn;

    internal sealed class OpenIdConnectPart
    {
        /// <summary>The provider's address; empty: off.</summary>
        public string Authority { get; set; } = "";

        public string ClientId { get; set; } = "";

        public string ClientSecret { get; set; } = "";

        /// <summary>Asked for beside <c>openid profile email</c>.</summary>
        public List<string> Scopes { get; set; } = [];

        public string StudentNumberClaim { get; set; } = "";

        public bool IsOn => Authority.Length > 0;

        public string? Origin => Uri.TryCreate(Authority, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null;
    }

    internal sealed class TrustedHeaderPart
    {
        /// <summary>The header with the name that never changes for a person; empty: off.</summary>
        public string SubjectHeader { get; set; } = "";

        public string NameHeader { get; set; } = "";

        public string EmailHeader { get; set; } = "";

        public string StudentNumberHeader { get; set; } = "";

        /// <summary>Further headers that the mapping to roles may name. Several values in one are parted by a semicolon.</summary>
        public List<string> ClaimHeaders { get; set; } = [];

        /// <summary>Who sets the headers, as it is kept with each account.</summary>
        public string Issuer { get; set; } = "saml-front";

        /// <summary>The only peers whose headers count: addresses, or networks such as 10.1.0.0/24.</summary>
        public List<string> ProxyAddresses { get; set; } = [];

        public bool IsOn => SubjectHeader.Length > 0;

        public IEnumerable<string> AllHeaders => ClaimHeaders.Concat([SubjectHeader, NameHeader, EmailHeader, StudentNumberHeader]).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);

        /// <exception cref="FormatException">One of them is neither an address nor a network.</exception>
        public IReadOnlyList<IPNetwork> Networks() => [.. ProxyAddresses.Select(text => text.Contains('/', StringComparison.Ordinal) ? IPNetwork.Parse(text) : Single(IPAddress.Parse(text)))];

        private static IPNetwork Single(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
    }

    /// <summary>A way of signing in that anybody could walk is refused at the start.</summary>
    internal sealed class Validator(IConfiguration configuration) : IValidateOptions<SignInOptions>
    {
        public ValidateOptionsResult Validate(string? name, SignInOptions options)
        {
            var (header, provider) = (options.TrustedHeader, options.OpenIdConnect);
            if (header.IsOn && provider.IsOn)
                return Fail("SignIn:OpenIdConnect and SignIn:TrustedHeader are both set: the campus has one way to sign in. Take one away.");
            if (provider.IsOn && (provider.Origin is null || provider.ClientId.Length == 0))
                return Fail("SignIn:OpenIdConnect needs Authority, the provider's https address, and ClientId, the name it knows this site by.");
            if (!header.IsOn)
                return ValidateOptionsResult.Success;
            if (header.ProxyAddresses.Count == 0)
                return Fail("SignIn:TrustedHeader believes whoever sets a header, so it does not start without SignIn:TrustedHeader:ProxyAddresses, the addresses of the front that does.");
            if (header.EmailHeader.Length == 0)
                return Fail("SignIn:TrustedHeader needs EmailHeader, the header with the person's address.");
            if (configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
                return Fail("ASPNETCORE_FORWARDEDHEADERS_ENABLED lets a caller name an address of their own, so SignIn:TrustedHeader could not tell the front from a stranger. Unset it.");
            try
            {
                return header.Networks().Any(network => network.PrefixLength == 0) ? Fail("SignIn:TrustedHeader:ProxyAddresses names the whole world: name the front's own addresses.") : ValidateOptionsResult.Success;
            }
            catch (FormatException problem)
            {
                return Fail($"SignIn:TrustedHeader:ProxyAddresses are addresses or networks such as 10.1.0.0/24: {problem.Message}");
            }
        }

        private static ValidateOptionsResult Fail(string sentence) => ValidateOptionsResult.Fail(sentence);
    }
}
