using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Demo;
using CreditBridge.Simulators;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Benchmarks;

/// <summary>
/// 200,000 records pulled through each paged connector into SQLite. Two limits: a bare HttpClient that reads the same pages of the same simulator one after another and throws them away; and that together
/// with prepared statements that write the same credentials, in one transaction, into a copy of the same database.
/// </summary>
internal static class ConnectorBenchmark
{
    private const int Records = 200_000;

    public static async Task RunAsync()
    {
        await using var simulator = await PartnerSimulator.StartAsync(Records);
        Comparison.WriteHead("records/s");
        foreach (var (connector, name, settings, request, size) in Cases(simulator))
        {
            simulator[name].PageSize = size;
            await using var site = await BenchmarkSite.CreateAsync(new DemoSize(Learners: 100, Credentials: 0), new() { ["Partners:InternalNetworks:0"] = "127.0.0.0/8" });
            var (reading, whole) = (new Comparison($"{connector}: read", Records), new Comparison($"{connector}: read and written", Records));
            var before = site.CopyDatabase("before.db");
            var read = await ReadAsync(request, size);
            var ours = await PullAsync(site, connector, settings);
            var rows = RowDifferences.Between(before, site.CopyDatabase("after.db"), table => table is "Credentials" or "Partners" or "Achievements" or "SyncRuns");
            using var statements = new PreparedStatements(before);
            reading.Add(ours, read);
            whole.Add(ours, read + statements.Run([], rows));
            reading.WriteRates();
            whole.WriteRates();
        }
    }

    /// <summary>The connector, its simulator, its settings, how a page is asked for by its number, and how long its pages are.</summary>
    private static IEnumerable<(string Connector, string Name, JsonObject Settings, Func<int, HttpRequestMessage> Request, int Size)> Cases(PartnerSimulator simulator)
    {
        HttpRequestMessage Get(string name, string path, string scheme, string secret) => new(HttpMethod.Get, simulator.AddressOf(name) + path) { Headers = { Authorization = new AuthenticationHeaderValue(scheme, secret) } };
        var (credly, canvas, accredible, ob3, ob21, coursera) = (simulator["credly"], simulator["canvas"], simulator["accredible"], simulator["ob3"], simulator["ob21"], simulator["coursera"]);
        yield return ("Credly", "credly", new() { ["address"] = simulator.AddressOf("credly"), ["organization"] = credly.Organization, ["token"] = credly.Secret },
            page => Get("credly", $"organizations/{credly.Organization}/badges?page={page + 1}", "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credly.Secret}:"))), 50);
        yield return ("CanvasCredentials", "canvas", new() { ["address"] = simulator.AddressOf("canvas"), ["issuer"] = canvas.Organization, ["user"] = canvas.ClientId, ["password"] = canvas.Secret },
            page => Get("canvas", $"v2/issuers/{canvas.Organization}/assertions?include_expired=true&include_revoked=true&num=100&cursor=c{page * 100}", "Bearer", canvas.IssueToken()), 100);
        yield return ("Accredible", "accredible", new() { ["address"] = simulator.AddressOf("accredible"), ["key"] = accredible.Secret }, page =>
        {
            var search = new HttpRequestMessage(HttpMethod.Post, $"{simulator.AddressOf("accredible")}v2/credentials/search") { Content = new StringContent($$$"""{"page":{"size":100,"cursor":"{{{page * 100}}}"},"query":{}}""", Encoding.UTF8, "application/json") };
            search.Headers.TryAddWithoutValidation("Authorization", $"Token token={accredible.Secret}");
            return search;
        }, 100);
        foreach (var (connector, source, path) in new[] { ("OpenBadges3", ob3, "ims/ob/v3p0/credentials"), ("OpenBadges21", ob21, "ims/ob/v2p1/assertions") })
        {
            yield return (connector, source.Name, new() { ["address"] = simulator.AddressOf(source.Name), ["tokenAddress"] = $"{simulator.AddressOf(source.Name)}token", ["clientId"] = source.ClientId, ["clientSecret"] = source.Secret },
                page => Get(source.Name, $"{path}?limit=100&offset={page * 100}", "Bearer", source.IssueToken()), 100);
        }

        yield return ("Coursera", "coursera", new() { ["address"] = simulator.AddressOf("coursera"), ["organization"] = coursera.Organization, ["clientId"] = coursera.ClientId, ["refreshToken"] = coursera.Secret },
            page => Get("coursera", $"api/businesses.v1/{coursera.Organization}/enrollmentReports?start={page * 100}&limit=100", "Bearer", coursera.IssueToken()), 100);
    }

    private static async Task<TimeSpan> ReadAsync(Func<int, HttpRequestMessage> request, int size)
    {
        using var client = new HttpClient();
        var watch = Stopwatch.StartNew();
        for (var page = 0; page < Records / size; page++)
        {
            using var asked = request(page);
            using var answer = await client.SendAsync(asked);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        }

        return watch.Elapsed;
    }

    private static async Task<TimeSpan> PullAsync(BenchmarkSite site, string connector, JsonObject settings)
    {
        var actor = new Actor("benchmark", Role.Administrator);
        var partner = new Partner { Code = "benchmark", Name = "The partner", Connector = connector, Limits = new(Calls: 1_000_000) };
        await site.UseAsync<PartnerAccounts>(accounts =>
        {
            accounts.Write(partner, settings.Deserialize(accounts.ConnectorOf(partner).Settings, JsonSerializerOptions.Web)!);
            return Task.CompletedTask;
        });
        await site.UseAsync<BridgeDbContext>(async db =>
        {
            db.Partners.Add(partner);
            await db.SaveChangesAsync();
        });
        var run = Guid.Empty;
        await site.UseAsync<SyncRequests>(async requests => (run, _) = await requests.AskAsync(partner.Id, NightTrigger.Command, isFull: false, actor, CancellationToken.None));
        var watch = Stopwatch.StartNew();
        await site.UseAsync<PartnerPull>(pull => pull.RunAsync(run, night: null, CancellationToken.None));
        var elapsed = watch.Elapsed;
        await site.UseAsync<BridgeDbContext>(async db =>
        {
            var ended = await db.SyncRuns.AsNoTracking().SingleAsync(row => row.Id == run);
            if (ended.New != Records)
                throw new InvalidOperationException($"{connector}: {ended.State}, {ended.New} of {Records} records. {ended.Problems}");
        });
        return elapsed;
    }
}
