using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CreditBridge.Tests.House;

namespace CreditBridge.Tests.Support;

/// <summary>What <c>tests/signing/verify.mjs</c> says of a file.</summary>
internal sealed record NodeVerdict(string File, bool Ok, string? Error);

/// <summary>Verifies credentials with other people's libraries in Node.js. Without node, npm or the registry a test is inconclusive.</summary>
internal static class NodeTool
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<string>> Packages = new(InstallAsync);

    private static string Signing => Path.Combine(HouseTests.Root, "tests", "signing");

    /// <param name="documents">An index of address to file, or null where nothing needs to be looked up.</param>
    public static async Task<IReadOnlyList<NodeVerdict>> VerifyAsync(IReadOnlyList<string> files, string? documents, DateTime? now, CancellationToken cancellation)
    {
        var scripts = Directory.CreateDirectory(Path.Combine(await Packages.Value.WaitAsync(cancellation), $"run-{Guid.NewGuid():N}"));
        try
        {
            // Node looks for packages in the folders above a script, so the scripts are copied beneath the packages.
            Copy(Signing, scripts.FullName, "verify.mjs");
            Copy(Path.Combine(Signing, "lib"), Path.Combine(scripts.FullName, "lib"), "*.*");
            List<string> arguments = [Path.Combine(scripts.FullName, "verify.mjs"), .. files.Select(Path.GetFullPath)];
            if (documents is not null)
                arguments.AddRange(["--documents", Path.GetFullPath(documents)]);
            if (now is { } at)
                arguments.AddRange(["--now", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)]);
            var (exit, output, error) = await RunAsync("node", arguments, scripts.FullName, cancellation);
            Assert.IsTrue(exit is 0 or 1, $"verify.mjs ended with {exit}: {error}");
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<NodeVerdict>(line, JsonSerializerOptions.Web)!)];
        }
        finally
        {
            scripts.Delete(recursive: true);
        }
    }

    /// <returns>The folder that holds node_modules, kept for the next run as long as the lock file is the same.</returns>
    private static async Task<string> InstallAsync()
    {
        var locked = await File.ReadAllBytesAsync(Path.Combine(Signing, "package-lock.json"));
        var folder = Path.Combine(Path.GetTempPath(), $"creditbridge-signing-{Convert.ToHexStringLower(SHA256.HashData(locked))[..16]}");
        if (Directory.Exists(folder))
            return folder;
        var making = Directory.CreateTempSubdirectory("creditbridge-signing-").FullName;
        Copy(Signing, making, "package*.json");
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exit, _, error) = await RunAsync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], making, CancellationToken.None);
        if (exit != 0)
        {
            Directory.Delete(making, recursive: true);
            Assert.Inconclusive($"npm ci ended with {exit}: {error}");
        }

        try
        {
            Directory.Move(making, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another run was faster.
            Directory.Delete(making, recursive: true);
        }

        return folder;
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CONTEXTS_FOLDER"] = Path.Combine(HouseTests.Root, "src", "CreditBridge.OpenBadges", "Canonical", "Contexts");
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            Assert.Inconclusive($"{program} is not installed.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"{program} took longer than {Longest}.");
        }
    }

    private static void Copy(string from, string to, string pattern)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, pattern))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
