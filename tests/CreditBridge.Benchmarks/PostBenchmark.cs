using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Night;
using CreditBridge.Jobs.Demo;
using CreditBridge.Jobs.Night;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Simulators;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Benchmarks;

/// <summary>
/// Credit posted by the sweep into a simulator of Ethos that answers at once, SQLite. The limit is a bare client that makes the two calls which each posting needs at least, a look-up and the
/// posting itself, one after another, and writes nothing down.
/// </summary>
internal static class PostBenchmark
{
    public static async Task RunAsync()
    {
        await using var simulator = await PartnerSimulator.StartAsync();
        await using var site = await BenchmarkSite.CreateAsync(new DemoSize(Learners: 600, Credentials: 3_000), new()
        {
            ["Sis:Adapter"] = "Ethos",
            ["Sis:Ethos:Address"] = simulator.AddressOf("ethos"),
            ["Sis:Ethos:ApiKey"] = simulator["ethos"].Secret,
            ["Sis:Ethos:Institution"] = EthosLedger.Institution,
            ["Sis:Ethos:Levels:Lower"] = "UG",
            ["Sis:Ethos:Levels:Upper"] = "UG",
            ["Sis:Ethos:Levels:Graduate"] = "GR",
            ["Sis:Ethos:CallsPerSecond"] = "1000",
            ["Sis:PatienceSeconds"] = "0",
        });
        // Granted and not sent, until everybody is admitted.
        await site.UseAsync<BridgeDbContext>(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Applicant)));
        var night = Guid.Empty;
        await site.UseAsync<NightRequests>(async requests => (night, _) = await requests.RequestAsync(NightTrigger.Command, new Actor("Benchmark", Role.Registrar), CancellationToken.None));
        await site.UseAsync<NightWork>(work => work.RunAsync(night, CancellationToken.None));
        var due = 0;
        await site.UseAsync<BridgeDbContext>(async db =>
        {
            await db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Enrolled));
            due = await db.Postings.CountAsync(posting => posting.State == PostingState.Pending);
        });

        Comparison.WriteHead("posts/s");
        var comparison = new Comparison($"Ethos, {due:N0} postings", due);
        var limit = await BareAsync(simulator, due);
        var watch = Stopwatch.StartNew();
        for (var more = true; more;)
            await site.UseAsync<PostingSweep>(async sweep => more = (await sweep.NextAsync(CancellationToken.None)).More);
        comparison.Add(watch.Elapsed, limit);
        comparison.WriteRates();
        await site.UseAsync<BridgeDbContext>(async db =>
        {
            var posted = await db.Postings.CountAsync(posting => posting.State == PostingState.Posted);
            Console.WriteLine($"{posted:N0} of {await db.Postings.CountAsync():N0} postings are posted.");
        });
    }

    private static async Task<TimeSpan> BareAsync(PartnerSimulator simulator, int count)
    {
        using var client = new HttpClient { BaseAddress = new Uri(simulator.AddressOf("ethos")) };
        using var sign = new HttpRequestMessage(HttpMethod.Post, "auth?expirationMinutes=60") { Headers = { Authorization = new("Bearer", simulator["ethos"].Secret) } };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await (await client.SendAsync(sign)).Content.ReadAsStringAsync());
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var posting = new { id = $"BARE{i}", keyblocSbgiCode = EthosLedger.Institution, tramSeq = 1, levlCode = "UG", tsubjCode = "BARE", tcrseNumb = "MATH1431", termCode = "2026FA", credHours = 3 };
            foreach (var path in new[] { "qapi", "api" })
                (await client.PostAsJsonAsync($"{path}/transfer-articulation-evaluation", posting)).EnsureSuccessStatusCode();
        }

        return watch.Elapsed;
    }
}
