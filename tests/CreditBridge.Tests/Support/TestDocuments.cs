using System.Text;
using CreditBridge.OpenBadges;

namespace CreditBridge.Tests.Support;

/// <summary>The web as a test wants it: what lies where, and which hosts do not answer.</summary>
internal sealed class TestDocuments : IDocumentSource
{
    private readonly Dictionary<string, byte[]> _documents = new(StringComparer.Ordinal);

    public HashSet<string> Down { get; } = [];

    /// <summary>What happens while somebody asks.</summary>
    public Func<Uri, Task> Asked { get; set; } = _ => Task.CompletedTask;

    public void Put(string address, string document) => Put(address, Encoding.UTF8.GetBytes(document));

    public void Put(string address, byte[] document) => _documents[address] = document;

    /// <summary>Writes all of it as the documents a site keeps.</summary>
    public void WriteTo(string dataFolder)
    {
        var folder = Directory.CreateDirectory(Path.Combine(dataFolder, "documents")).FullName;
        var index = _documents.Keys.Select((address, number) => (address, name: $"{number}.json")).ToDictionary(pair => pair.address, pair => pair.name);
        foreach (var (address, name) in index)
            File.WriteAllBytes(Path.Combine(folder, name), _documents[address]);
        File.WriteAllText(Path.Combine(folder, "documents.json"), System.Text.Json.JsonSerializer.Serialize(index));
    }

    public async Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation)
    {
        await Asked(address);
        if (Down.Contains(address.Host))
            throw new DocumentUnavailableException($"{address.Host} does not answer.");
        return new(address, _documents.TryGetValue(address.OriginalString, out var bytes) ? bytes : throw new DocumentUnavailableException($"Nothing lies at {address.OriginalString}."), "");
    }
}
