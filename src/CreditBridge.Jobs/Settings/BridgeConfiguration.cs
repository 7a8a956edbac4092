using Microsoft.Extensions.Configuration;

namespace CreditBridge.Jobs.Settings;

/// <summary>Where settings come from, for the worker and the web alike. Later ones win: creditbridge.json in the data folder, then the environment.</summary>
public static class BridgeConfiguration
{
    public static IConfigurationBuilder AddBridgeSettings(this IConfigurationBuilder configuration, DataFolder data) => configuration
        .AddJsonFile(data.SettingsFile, optional: true, reloadOnChange: false)
        .AddEnvironmentVariables()
        .AddEnvironmentVariables("CREDITBRIDGE_");
}
