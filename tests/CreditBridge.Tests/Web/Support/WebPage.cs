using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CreditBridge.Tests.Web.Support;

/// <summary>An answer, read as a browser would read it.</summary>
internal sealed record WebPage(string Address, int Status, HttpResponseMessage Response, byte[] Body, IHtmlDocument Document)
{
    /// <summary>What a person reads of the page's own part, white space folded.</summary>
    public string Text => Fold((Document.QuerySelector("main") ?? Document.Body!).TextContent);

    /// <summary>The answer as it came, for JSON.</summary>
    public string Raw() => System.Text.Encoding.UTF8.GetString(Body);

    public string Title => Document.Title ?? "";

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    public static async Task<WebPage> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        var html = response.Content.Headers.ContentType?.MediaType == "text/html" ? System.Text.Encoding.UTF8.GetString(body) : "";
        return new(response.RequestMessage!.RequestUri!.PathAndQuery, (int)response.StatusCode, response, body, await new HtmlParser().ParseDocumentAsync(html));
    }

    public static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
