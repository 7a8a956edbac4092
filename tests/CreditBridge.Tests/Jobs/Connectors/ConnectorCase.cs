using System.Text.Json.Nodes;
using CreditBridge.Simulators;

namespace CreditBridge.Tests.Jobs.Connectors;

/// <summary>A connector beside its simulator: what the shared suite needs to know of it.</summary>
/// <param name="Double">The simulator's name.</param>
/// <param name="Secret">The setting that holds the secret.</param>
internal sealed record ConnectorCase(string Connector, string Double, string Secret, Func<PartnerSimulator, Source, JsonObject> Settings)
{
    public static readonly ConnectorCase[] All =
    [
        new("Credly", "credly", "token", (simulator, source) => new() { ["address"] = simulator.AddressOf("credly"), ["organization"] = source.Organization, ["token"] = source.Secret }),
        new("CanvasCredentials", "canvas", "password", (simulator, source) => new() { ["address"] = simulator.AddressOf("canvas"), ["issuer"] = source.Organization, ["user"] = source.ClientId, ["password"] = source.Secret }),
        new("Accredible", "accredible", "key", (simulator, source) => new() { ["address"] = simulator.AddressOf("accredible"), ["key"] = source.Secret }),
        new("OpenBadges3", "ob3", "clientSecret", Host),
        new("OpenBadges21", "ob21", "clientSecret", Host),
        new("Coursera", "coursera", "refreshToken", (simulator, source) => new() { ["address"] = simulator.AddressOf("coursera"), ["organization"] = source.Organization, ["clientId"] = source.ClientId, ["refreshToken"] = source.Secret }),
        new("OpenEdx", "openedx", "clientSecret", (simulator, source) => new() { ["address"] = simulator.AddressOf("openedx"), ["clientId"] = source.ClientId, ["clientSecret"] = source.Secret }),
        new("CsvOverHttp", "csv", "key", (simulator, source) => new() { ["address"] = $"{simulator.AddressOf("csv")}export.csv", ["key"] = source.Secret }),
    ];

    /// <summary>For DynamicData: by name, so that a test's name says which connector it is of.</summary>
    public static IEnumerable<object[]> Names => All.Select(one => new object[] { one.Connector });

    /// <summary>Those whose source gives more than one page.</summary>
    public static IEnumerable<object[]> Paged => All.Where(one => one.Connector is not ("OpenEdx" or "CsvOverHttp")).Select(one => new object[] { one.Connector });

    public static ConnectorCase Of(string connector) => All.Single(one => one.Connector == connector);

    private static JsonObject Host(PartnerSimulator simulator, Source source) =>
        new() { ["address"] = simulator.AddressOf(source.Name), ["tokenAddress"] = $"{simulator.AddressOf(source.Name)}token", ["clientId"] = source.ClientId, ["clientSecret"] = source.Secret };
}
