using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CreditBridge.BrowserTests.Support;

/// <summary>The real web as a process of its own, with the demo's institution in a data folder of its own, on a free port of this machine.</summary>
internal sealed class DemoWeb : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("creditbridge-browser-");
    private readonly Process _process;

    private DemoWeb(string address)
    {
        Address = address;
        var project = Path.Combine(RepositoryRoot, "src", "CreditBridge.Web");
        // The program where its own build put it, with its compressed files: bin/CONFIGURATION/FRAMEWORK, as these tests are.
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(project, "bin", framework.Parent!.Name, framework.Name, "CreditBridge.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", address, "--data", _data.FullName, "--contentRoot", project])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => Log.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; }

    public string DataFolder => _data.FullName;

    public System.Collections.Concurrent.ConcurrentQueue<string> Log { get; } = new();

    public static string RepositoryRoot { get; } = FindRoot();

    public static async Task<DemoWeb> StartAsync()
    {
        var web = new DemoWeb(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromMinutes(2);)
        {
            if (web._process.HasExited)
                break;
            try
            {
                if ((await client.GetAsync(web.Address)).StatusCode == HttpStatusCode.OK)
                    return web;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(200);
            }
        }

        var log = string.Join('\n', web.Log);
        web.Dispose();
        throw new InvalidOperationException($"The web did not start:\n{log}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CreditBridge.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run from within the repository.");
        return folder;
    }
}
