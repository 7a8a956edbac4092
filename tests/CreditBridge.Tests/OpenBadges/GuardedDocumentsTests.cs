using System.Net;
using System.Net.Sockets;
using CreditBridge.OpenBadges;

namespace CreditBridge.Tests.OpenBadges;

/// <summary>Addresses that lead inside, in every spelling: a listener on all of this machine's addresses counts who came.</summary>
[TestClass]
public sealed class GuardedDocumentsTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Get_AddressInsideInAnySpelling_MakesNoConnection()
    {
        using var listener = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var came = 0;
        using var stop = new CancellationTokenSource();
        var counting = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var caller = await listener.AcceptAsync(stop.Token);
                Interlocked.Increment(ref came);
            }
        }, CancellationToken.None);
        string[] hosts =
        [
            "localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0", "127.255.255.254", "[::1]", "[::]",
            "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]",
            "224.0.0.1", "255.255.255.255", "①②⑦.⓪.⓪.①", "127。0。0。1", Environment.MachineName, .. Dns.GetHostAddresses(Dns.GetHostName()).Where(address => address.AddressFamily == AddressFamily.InterNetwork).Select(address => address.ToString()),
        ];
        using var documents = new GuardedDocuments(new GuardedOptions());
        var asked = 0;
        foreach (var host in hosts)
        {
            foreach (var text in new[] { $"https://{host}:{port}/x.json", $"http://{host}:{port}/x.json", $"https://user:secret@{host}:{port}/x.json" })
            {
                if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
                    continue;
                asked++;
                await Assert.ThrowsExactlyAsync<DocumentUnavailableException>(() => documents.GetAsync(address, DocumentKind.Controller, TestContext.CancellationToken), text);
            }
        }

        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => counting);
        Assert.IsGreaterThan(80, asked);
        Assert.AreEqual(0, came);
    }

    [TestMethod]
    [DataRow("http://issuer.example/x")]
    [DataRow("ftp://issuer.example/x")]
    [DataRow("file:///etc/passwd")]
    [DataRow("gopher://issuer.example/x")]
    public async Task Get_NotHttps_IsRefused(string address)
    {
        using var documents = new GuardedDocuments(new GuardedOptions());
        var refused = await Assert.ThrowsExactlyAsync<DocumentUnavailableException>(() => documents.GetAsync(new Uri(address), DocumentKind.Credential, TestContext.CancellationToken));
        Assert.Contains("https", refused.Message);
    }
}
