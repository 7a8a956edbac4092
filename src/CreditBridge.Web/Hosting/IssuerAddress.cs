using CreditBridge.Jobs.Settings;

namespace CreditBridge.Web.Hosting;

/// <summary>Which address awards name as their issuer's: the one that is set; in Development the one that is served, so that a demo works as it is.</summary>
internal static class IssuerAddress
{
    private const string Setting = $"Issuing:{nameof(IssuingOptions.PublicAddress)}";

    /// <exception cref="InvalidOperationException">Outside Development it is not set, or no other machine reaches it.</exception>
    public static void Settle(ConfigurationManager configuration, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            if (string.IsNullOrEmpty(configuration[Setting]) && Served(configuration) is { } served)
                configuration[Setting] = served;
        }
        else if (string.IsNullOrEmpty(configuration[Setting]) || (configuration.GetSection("Issuing").Get<IssuingOptions>() ?? new()).Site().IsLocal)
        {
            throw new InvalidOperationException($"{Setting} is the https address people reach this site at, such as https://credit.example.edu. Credentials name it as their issuer, so {environment.EnvironmentName} does not start without one.");
        }
    }

    private static string? Served(ConfigurationManager configuration) => configuration[WebHostDefaults.ServerUrlsKey]?.Split(';')
        .FirstOrDefault(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback && address.Port > 0);
}
