using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CreditBridge.Tests.Support;

/// <summary>A real OpenSSH server of the test's own on loopback, with keys of its own; it lets in whoever runs the test.</summary>
internal sealed class SshServer : IDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creditbridge-ssh-");
    private Process? _process;

    public int Port { get; } = FreePort();

    public string User { get; } = Environment.UserName;

    /// <summary>Where the partner puts its files.</summary>
    public string Files => Path.Combine(_folder.FullName, "files");

    public string HostKey { get; private set; } = "";

    public string PrivateKey => File.ReadAllText(Path.Combine(_folder.FullName, "user"));

    public static async Task<SshServer> StartAsync()
    {
        if (!File.Exists(Program))
            Assert.Inconclusive("openssh-server is not installed.");
        var server = new SshServer();
        Directory.CreateDirectory(server.Files);
        await server.MakeKeyAsync("user");
        await server.MakeHostKeyAsync();
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        await File.WriteAllTextAsync(Path.Combine(server._folder.FullName, "config"), $"""
            Port {server.Port}
            ListenAddress 127.0.0.1
            HostKey {server._folder.FullName}/host
            AuthorizedKeysFile {server._folder.FullName}/user.pub
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin yes
            Subsystem sftp internal-sftp
            """ + "\n");
        await server.RunAsync();
        return server;
    }

    /// <summary>The machine was set up anew: another host key.</summary>
    public async Task ChangeHostKeyAsync()
    {
        Stop();
        await MakeHostKeyAsync();
        await RunAsync();
    }

    /// <summary>Writes a file as a partner left it yesterday.</summary>
    public void Drop(string name, string content)
    {
        var path = Path.Combine(Files, name);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
    }

    public void Stop()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Stop();
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Program, ["-D", "-f", Path.Combine(_folder.FullName, "config"), "-E", Path.Combine(_folder.FullName, "log")]))!;
        for (var tries = 0; tries < 100; tries++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        Assert.Inconclusive($"sshd does not start here: {await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "log"))}");
    }

    private async Task MakeHostKeyAsync()
    {
        File.Delete(Path.Combine(_folder.FullName, "host"));
        await MakeKeyAsync("host");
        HostKey = (await RunToolAsync("-l", "-E", "sha256", "-f", Path.Combine(_folder.FullName, "host.pub"))).Split(' ')[1];
    }

    private Task MakeKeyAsync(string name) => RunToolAsync("-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(_folder.FullName, name));

    private static async Task<string> RunToolAsync(params string[] arguments)
    {
        using var tool = Process.Start(new ProcessStartInfo("ssh-keygen", arguments) { RedirectStandardOutput = true })!;
        var said = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.AreEqual(0, tool.ExitCode, said);
        return said;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
