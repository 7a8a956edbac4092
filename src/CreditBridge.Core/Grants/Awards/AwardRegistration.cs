using CreditBridge.OpenBadges;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Core.Grants;

/// <summary>What issuing needs from the container, beside the <see cref="JsonLdCanonicalizer"/> that verifying shares with it.</summary>
public static class AwardRegistration
{
    /// <param name="keyFolder">Absolute.</param>
    public static IServiceCollection AddBridgeAwards(this IServiceCollection services, IssuerSite site, string keyFolder)
    {
        services.AddSingleton(site);
        services.AddSingleton(provider => new IssuingKeys(keyFolder, site, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CredentialSigner>();
        services.AddSingleton<RevocationLists>();
        services.AddScoped<AwardMaking>();
        services.AddScoped<AwardIssuing>();
        return services;
    }
}
