using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CreditBridge.OpenBadges;

namespace CreditBridge.Benchmarks;

/// <summary>Verifying one signed badge after another; the limit is the same canonical forms alone, without reading, keys, signatures, status or words.</summary>
internal static class VerifyBenchmark
{
    private const int Warm = 200;
    private const int Batch = 1_000;

    public static async Task RunAsync()
    {
        var folder = Folder();
        var file = CredentialFile.Open(await File.ReadAllBytesAsync(Path.Combine(folder, "valid/eddsa-rdfc-2022-ed-did-key.json")));
        var started = Stopwatch.StartNew();
        using var canonicalizer = new JsonLdCanonicalizer(2);
        var verifier = new CredentialVerifier(canonicalizer, new IndexedDocuments(Path.Combine(folder, "documents.json")), TimeProvider.System);
        if (await verifier.VerifyAsync(file, []) is not Verification.Valid)
            throw new InvalidOperationException("The badge of the benchmark is not valid.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a badge of {file.Bytes.Length} bytes; the first, with the engine's start: {started.Elapsed.TotalSeconds:0.00} s (goal 2)"));

        var (unsigned, options) = Forms(file.Text);
        var (ours, limit) = (new List<double>(), new List<double>());
        for (var round = 0; round < Warm; round++)
        {
            ours.Add(await MillisecondsAsync(() => verifier.VerifyAsync(file, [])));
            limit.Add(await MillisecondsAsync(async () =>
            {
                await canonicalizer.CanonicalizeAsync(unsigned, "SHA-256", CancellationToken.None);
                await canonicalizer.CanonicalizeAsync(options, "SHA-256", CancellationToken.None);
            }));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warm, median: ours {Median(ours):0.00} ms (goal 10), limit {Median(limit):0.00} ms, ours/limit {Median(ours) / Median(limit):0.00}; p95 {ours.Order().ElementAt(Warm * 95 / 100):0.00} ms"));
        foreach (var lanes in new[] { 1, 2 })
        {
            var before = Environment.CpuUsage.TotalTime;
            var doubtful = 0;
            var clock = Stopwatch.StartNew();
            await Parallel.ForAsync(0, Batch, new ParallelOptions { MaxDegreeOfParallelism = lanes }, async (_, cancel) =>
            {
                if (await verifier.VerifyAsync(file, [], cancel) is not Verification.Valid)
                    Interlocked.Increment(ref doubtful);
            });
            var busy = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Batch;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batch of {Batch} on {lanes}: {Batch / clock.Elapsed.TotalSeconds:N0} a second, {busy:0.0} ms of processor each, {doubtful} not found valid"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory of the process: {Environment.WorkingSet / 1024 / 1024} MiB"));
    }

    private static (string Unsigned, string Options) Forms(string text)
    {
        var credential = JsonNode.Parse(text)!.AsObject();
        var proof = (credential["proof"] is JsonArray many ? many[0]! : credential["proof"]!).DeepClone().AsObject();
        credential.Remove("proof");
        proof.Remove("proofValue");
        proof["@context"] = credential["@context"]!.DeepClone();
        return (credential.ToJsonString(), proof.ToJsonString());
    }

    private static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CreditBridge.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The sources are not here."), "tests/data/signed");
    }
}
