using AngleSharp.Html.Dom;

namespace CreditBridge.Tests.Web.Support;

/// <summary>Somebody with a browser, no script running. Redirects are not followed, so that a test sees them.</summary>
internal sealed class Visitor(HttpClient client)
{
    private const string TokenField = "__RequestVerificationToken";

    /// <summary>The antiforgery token of the page seen last.</summary>
    private string _token = "";

    public async Task<WebPage> GetAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await ReadAsync(await client.SendAsync(request));
    }

    /// <summary>Posts as a form of the page seen last would: with its antiforgery token.</summary>
    public Task<WebPage> PostAsync(string address, params (string Name, string Value)[] fields) => PostAsync(address, _token, fields);

    public async Task<WebPage> PostAsync(string address, string? token, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
        if (!string.IsNullOrEmpty(token))
            all = all.Append(KeyValuePair.Create(TokenField, token));
        return await ReadAsync(await client.PostAsync(address, new FormUrlEncodedContent(all)));
    }

    /// <summary>A form as a browser sends it from somewhere: with headers, and without a token.</summary>
    public async Task<WebPage> PostFromAsync(string address, (string Name, string Value)[] headers, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await WebPage.ReadAsync(await client.SendAsync(request));
    }

    public async Task<WebPage> PostJsonAsync(string address, string json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await ReadAsync(await client.SendAsync(request));
    }

    /// <summary>Posts a form with a file, with the antiforgery token of the page seen last.</summary>
    public async Task<WebPage> UploadAsync(string address, string field, string name, byte[] content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), field, name } };
        foreach (var (key, value) in fields.Append((TokenField, _token)))
            form.Add(new StringContent(value), key);
        return await ReadAsync(await client.PostAsync(address, form));
    }

    /// <summary>Fills in a form of a page and sends it: what the page filled in itself is sent too.</summary>
    public Task<WebPage> SubmitAsync(WebPage page, string form, params (string Name, string Value)[] fields)
    {
        var element = page.Document.QuerySelector(form) as IHtmlFormElement ?? throw new AssertFailedException($"{page.Address} has no form '{form}'.");
        var filled = element.QuerySelectorAll("input[name], select[name], textarea[name]").OfType<IHtmlElement>().Select(Filled).OfType<(string Name, string Value)>()
            .Where(field => fields.All(other => other.Name != field.Name)).Concat(fields).ToArray();
        var action = string.IsNullOrEmpty(element.GetAttribute("action")) ? page.Address : element.GetAttribute("action")!;
        return PostAsync(action, null, filled);
    }

    public string Token => _token;

    private static (string Name, string Value)? Filled(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
        IHtmlInputElement input => (input.Name!, input.Value),
        IHtmlSelectElement select => (select.Name!, select.Value ?? ""),
        IHtmlTextAreaElement area => (area.Name!, area.Value),
        _ => null,
    };

    private async Task<WebPage> ReadAsync(HttpResponseMessage response)
    {
        var page = await WebPage.ReadAsync(response);
        _token = page.Document.QuerySelector($"input[name={TokenField}]")?.GetAttribute("value") ?? _token;
        return page;
    }
}
