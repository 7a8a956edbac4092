using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CreditBridge.Simulators;

/// <summary>Doubles of the partners' and the student systems' APIs over real HTTP, on loopback: each with its own records, secrets, faults and ledger.</summary>
public sealed class PartnerSimulator : IAsyncDisposable
{
    public static readonly string[] Names = ["credly", "canvas", "accredible", "ob3", "ob21", "coursera", "openedx", "csv", "ethos", "peoplesoft", "workday"];

    private readonly Dictionary<string, Source> _sources;
    private WebApplication _app = null!;

    public EthosLedger Ethos { get; } = new();

    public EthosCampus EthosCampus { get; } = new();

    private PartnerSimulator(int records, int seed, TimeProvider clock) => _sources = Names.ToDictionary(name => name, name => new Source(name, name == "ethos" ? 0 : records, seed, clock));

    public Uri Address { get; private set; } = null!;

    public Source this[string name] => _sources[name];

    /// <summary>The vendor's base address, with a slash at its end.</summary>
    public string AddressOf(string name) => $"{Address}{name}/";

    public Source? Find(string name) => _sources.GetValueOrDefault(name);

    /// <param name="port">0: any that is free.</param>
    public static async Task<PartnerSimulator> StartAsync(int records = 50, int seed = 1, int port = 0, TimeProvider? clock = null)
    {
        var simulator = new PartnerSimulator(records, seed, clock ?? TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        builder.Services.AddSingleton(simulator);
        var app = builder.Build();
        app.UseMiddleware<FaultMiddleware>();
        app.MapGet("/", () => simulator.Describe());
        Control.Map(app, simulator);
        Credly.Map(app.MapGroup("/credly"), simulator["credly"]);
        CanvasCredentials.Map(app.MapGroup("/canvas"), simulator["canvas"]);
        Accredible.Map(app.MapGroup("/accredible"), simulator["accredible"]);
        OpenBadges3.Map(app.MapGroup("/ob3"), simulator["ob3"]);
        OpenBadges21.Map(app.MapGroup("/ob21"), simulator["ob21"]);
        Coursera.Map(app.MapGroup("/coursera"), simulator["coursera"]);
        OpenEdx.Map(app.MapGroup("/openedx"), simulator["openedx"]);
        CsvOverHttp.Map(app.MapGroup("/csv"), simulator["csv"]);
        Simulators.Ethos.Map(app.MapGroup("/ethos"), simulator["ethos"], simulator.Ethos, simulator.EthosCampus);
        PeopleSoft.Map(app.MapGroup("/peoplesoft"), simulator["peoplesoft"]);
        Workday.Map(app.MapGroup("/workday"), simulator["workday"]);
        simulator._app = app;
        await app.StartAsync();
        simulator.Address = new Uri(app.Urls.Single() + "/");
        return simulator;
    }

    public string Describe() => string.Join('\n',
    [
        "Doubles of partners' and student systems' APIs. Each has these records, and this it accepts:",
        .. _sources.Values.Select(source => $"  {AddressOf(source.Name),-40} {source.Records.Count} records; organization, issuer: {source.Organization}; client or user: {source.ClientId}; secret, key or token: {source.Secret}"),
        "",
        $"Faults: {string.Join(", ", FaultNames.OfBody)}, repeat-cursor, shifting, twice-different, older-after-newer, poison, token-expires, token-fails; of student systems: {string.Join(", ", FaultNames.OfPosting)}",
        $"  curl -X POST '{Address}_control/credly/fault?name=rate-limit&value=120&times=1'",
        $"  curl -X POST '{Address}_control/credly/heal'     also: add, revoke?id=, remove?id=, and GET calls, records, held; {Address}ethos/_ledger",
        "",
    ]);

    public Task WaitAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
