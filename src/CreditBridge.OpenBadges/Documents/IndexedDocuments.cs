using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>Documents from local files instead of the web: for sites without a way out, for demonstrations and for tests. What the index does not name is not fetched.</summary>
public sealed class IndexedDocuments : IDocumentSource
{
    private readonly Dictionary<string, Func<byte[]>> _documents;

    /// <param name="indexPath">A JSON object: address → path, relative to the index itself.</param>
    /// <exception cref="FormatException">The index cannot be read.</exception>
    public IndexedDocuments(string indexPath)
    {
        _documents = new(StringComparer.Ordinal);
        try
        {
            using var index = JsonDocument.Parse(File.ReadAllText(indexPath));
            var folder = Path.GetDirectoryName(Path.GetFullPath(indexPath))!;
            foreach (var entry in index.RootElement.EnumerateObject())
            {
                var path = Path.Combine(folder, entry.Value.GetString() ?? throw new FormatException($"{indexPath} gives no path for {entry.Name}."));
                _documents[entry.Name] = () => File.ReadAllBytes(path);
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{indexPath} is no index of documents: {problem.Message}", problem);
        }
    }

    private IndexedDocuments(Dictionary<string, Func<byte[]>> documents) => _documents = documents;

    /// <summary>The same index with one more document, where it has none at that address.</summary>
    public IndexedDocuments With(string address, byte[] bytes) => Find(address) is null ? new(new Dictionary<string, Func<byte[]>>(_documents, StringComparer.Ordinal) { [address] = () => bytes }) : this;

    /// <summary>Whether the index names it; its file may be missing all the same.</summary>
    public bool Has(Uri address) => Find(address) is not null;

    public Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation)
    {
        var read = Find(address) ?? throw new DocumentUnavailableException($"{Shortened.Of(address.OriginalString)} is not in the index of documents, and nothing is fetched.");
        try
        {
            return Task.FromResult(new FetchedDocument(address, read(), ""));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DocumentUnavailableException($"The file of {Shortened.Of(address.OriginalString)} cannot be read: {problem.Message}", inner: problem);
        }
    }

    private Func<byte[]>? Find(Uri address) => Find(address.OriginalString) ?? Find(address.AbsoluteUri);

    /// <summary>With either scheme: old documents write http where they are served by https.</summary>
    private Func<byte[]>? Find(string address) => _documents.GetValueOrDefault(address)
        ?? (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? _documents.GetValueOrDefault($"http://{address["https://".Length..]}")
            : address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? _documents.GetValueOrDefault($"https://{address["http://".Length..]}") : null);
}
