using System.IO.Compression;
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

    [TestMethod]
    public async Task Get_Redirect_IsNotFollowed() => Assert.Contains("redirect", await RefusedAsync(_ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://127.0.0.1/") } }));

    [TestMethod]
    public async Task Get_WebPage_IsRefusedWithASentence() => Assert.Contains("web page", await RefusedAsync(_ => Content("<html>", "text/html")));

    [TestMethod]
    public async Task Get_GzipBomb_IsCutOff()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var block = 0; block < 1_000; block++)
                await gzip.WriteAsync(new byte[1 << 20], TestContext.CancellationToken);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more than 1 MiB", await RefusedAsync(_ =>
        {
            var content = new ByteArrayContent(packed.ToArray()) { Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } } };
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        }));
        Assert.IsLessThan(64L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public async Task Get_Gone_SaysSo()
    {
        using var documents = new GuardedDocuments(new Answering(_ => new HttpResponseMessage(HttpStatusCode.Gone)));
        var refused = await Assert.ThrowsExactlyAsync<DocumentUnavailableException>(() => documents.GetAsync(Address, DocumentKind.Credential, TestContext.CancellationToken));
        Assert.IsTrue(refused.IsGone);
    }

    [TestMethod]
    [DataRow(DocumentKind.Controller, 1)]
    [DataRow(DocumentKind.StatusList, 1)]
    [DataRow(DocumentKind.Credential, 2)]
    public async Task Get_Twice_AsksOnceForWhatMayBeKept(DocumentKind kind, int expected)
    {
        var asked = 0;
        using var documents = new GuardedDocuments(new Answering(_ =>
        {
            asked++;
            return Content("{}", "application/json");
        }));
        await documents.GetAsync(Address, kind, TestContext.CancellationToken);
        await documents.GetAsync(Address, kind, TestContext.CancellationToken);
        Assert.AreEqual(expected, asked);
    }

    private static Uri Address { get; } = new("https://issuer.example/x.json");

    private static HttpResponseMessage Content(string text, string media) => new(HttpStatusCode.OK) { Content = new StringContent(text, new System.Net.Http.Headers.MediaTypeHeaderValue(media)) };

    private async Task<string> RefusedAsync(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        using var documents = new GuardedDocuments(new Answering(answer));
        return (await Assert.ThrowsExactlyAsync<DocumentUnavailableException>(() => documents.GetAsync(Address, DocumentKind.Controller, TestContext.CancellationToken))).Message;
    }

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
