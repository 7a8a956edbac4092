namespace CreditBridge.Tests.Web.Support;

/// <summary>What page tests say about a page.</summary>
internal static class AssertPage
{
    public static WebPage IsShown(this WebPage page, string heading)
    {
        Assert.AreEqual(200, page.Status, $"{page.Address}: {page.Text}");
        var headings = page.Document.QuerySelectorAll("h1");
        Assert.HasCount(1, headings, $"{page.Address} has not one h1.");
        Assert.AreEqual(heading, WebPage.Fold(headings[0].TextContent));
        return page;
    }

    public static WebPage HasStatus(this WebPage page, int status)
    {
        Assert.AreEqual(status, page.Status, $"{page.Address}: {page.Text}");
        return page;
    }

    public static WebPage LeadsTo(this WebPage page, string address)
    {
        Assert.AreEqual(302, page.Status, $"{page.Address}: {page.Text}");
        var to = page.Response.Headers.Location!;
        Assert.AreEqual(address, to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString);
        return page;
    }

    public static WebPage Says(this WebPage page, params string[] sentences)
    {
        foreach (var sentence in sentences)
            Assert.Contains(sentence, page.Text, StringComparison.Ordinal, $"on {page.Address}");
        return page;
    }

    /// <summary>For JSON, which has no page to read.</summary>
    public static WebPage Tells(this WebPage answer, string sentence)
    {
        Assert.Contains(sentence, answer.Raw(), StringComparison.Ordinal, $"from {answer.Address}");
        return answer;
    }

    public static WebPage DoesNotSay(this WebPage page, params string[] sentences)
    {
        foreach (var sentence in sentences)
            Assert.DoesNotContain(sentence, page.Text, StringComparison.Ordinal, $"on {page.Address}");
        return page;
    }

    public static WebPage Has(this WebPage page, string selector, int count)
    {
        Assert.HasCount(count, page.Document.QuerySelectorAll(selector), $"'{selector}' on {page.Address}");
        return page;
    }

    /// <summary>The body of the page's table: its rows, each as the texts of its cells.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(this WebPage page, string table = "table") =>
        [.. page.Document.QuerySelectorAll($"{table} tbody tr").Select(row => (IReadOnlyList<string>)[.. row.Children.Select(cell => WebPage.Fold(cell.TextContent))])];
}
