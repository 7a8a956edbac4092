using System.Net;
using System.Text;

namespace CreditBridge.Tests.Sis;

/// <summary>Answers every request with a text, for what no simulator says.</summary>
/// <param name="answer">By the address that was asked.</param>
internal sealed class Answering(Func<string, string> answer, string media = "application/json", HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(answer(request.RequestUri!.ToString()), Encoding.UTF8, media) });
}
