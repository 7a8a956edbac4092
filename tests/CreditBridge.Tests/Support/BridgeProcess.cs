using System.Diagnostics;

namespace CreditBridge.Tests.Support;

/// <summary>The worker as a process of its own, as a person or cron starts it.</summary>
internal sealed class BridgeProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private BridgeProcess(Process process) =>
        (_process, _output, _errors) = (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    public static BridgeProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "creditbridge"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment.Remove("CREDITBRIDGE_DATA");
        start.Environment["TMPDIR"] = Path.GetTempPath();
        return new(Process.Start(start)!);
    }

    public static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>The most memory it has held so far, as far as it was looked at.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>Waits for the end and looks at its memory meanwhile.</summary>
    public async Task<(int Exit, string Output, string Errors)> WatchAsync()
    {
        while (!_process.HasExited)
        {
            try
            {
                _process.Refresh();
                PeakBytes = Math.Max(PeakBytes, _process.WorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended in this moment.
            }

            await Task.Delay(50);
        }

        return await EndAsync();
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public async Task<(int Exit, string Output, string Errors)> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
