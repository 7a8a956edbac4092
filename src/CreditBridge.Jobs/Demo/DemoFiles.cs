using System.Text.Json;
using CreditBridge.Jobs.Demo.Data;
using CreditBridge.Jobs.Demo.Files;

namespace CreditBridge.Jobs.Demo;

/// <summary>
/// The partners' drop folders, <c>partners/CODE</c> in the data folder, what is needed to make them again, <c>partners/demo.json</c>, and what lies at the
/// addresses that signed credentials name, <c>documents</c>.
/// </summary>
/// <param name="Nights">For each night after the first, the share of the records that are new or changed.</param>
internal sealed record DemoFiles(DemoSize Size, DateOnly Today, IReadOnlyList<double> Nights)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static DemoFiles Read(string dataFolder) =>
        JsonSerializer.Deserialize<DemoFiles>(File.ReadAllText(PathOf(dataFolder)), Options) ?? throw new JsonException("demo.json is empty.");

    public void Write(string dataFolder, DemoBook book, CancellationToken cancellation = default)
    {
        var folder = Path.Combine(dataFolder, "partners");
        var drops = DemoFacts.Partners.ToDictionary(partner => partner.Code, partner => new PartnerDrop(folder, partner));
        try
        {
            foreach (var credential in new DemoCredentials(Size, Today, book, Nights).All())
            {
                cancellation.ThrowIfCancellationRequested();
                drops[credential.Partner].Add(credential);
            }

            foreach (var drop in drops.Values)
                drop.Close();
        }
        finally
        {
            foreach (var drop in drops.Values)
                drop.Dispose();
        }

        SignedFiles.WriteDocuments(dataFolder);
        File.WriteAllText(PathOf(dataFolder), JsonSerializer.Serialize(this, Options) + "\n");
    }

    private static string PathOf(string dataFolder) => Path.Combine(dataFolder, "partners", "demo.json");
}
