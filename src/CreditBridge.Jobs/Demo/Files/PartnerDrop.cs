using CreditBridge.Jobs.Demo.Data;

namespace CreditBridge.Jobs.Demo.Files;

/// <summary>The drop folder of one partner, written anew.</summary>
internal sealed class PartnerDrop : IDisposable
{
    /// <summary>Beyond this a partner writes rows: a folder of a hundred thousand files helps nobody.</summary>
    private const int MostBadges = 250;

    private readonly DemoPartner _partner;
    private readonly string _folder;
    private readonly List<DropFile> _files = [];
    private readonly List<ManifestEntry> _badges = [];

    public PartnerDrop(string partners, DemoPartner partner)
    {
        _partner = partner;
        _folder = Path.Combine(partners, partner.Code);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
        if (partner.Formats.Contains("csv"))
            _files.Add(new CsvDropFile(Path.Combine(_folder, "credentials.csv")));
        if (partner.Formats.Contains("ndjson"))
            _files.Add(new NdjsonDropFile(Path.Combine(_folder, "credentials.ndjson")));
    }

    public void Add(DemoCredential credential)
    {
        var (row, flaw, number) = (credential.Row, credential.Flaw, credential.Number);
        if (_partner.Formats.Contains("badges") && _badges.Count < MostBadges && number % 2 == 0 && row.Status != "revoked")
        {
            _badges.Add(BadgeFile.Write(_folder, row, flaw, _partner.Code, _partner.Name));
            return;
        }

        var file = _files[(int)(number / 2 % _files.Count)];
        file.Add(row, flaw);
        if (credential.SentTwice)
            file.Add(row, flaw);
    }

    public void Close()
    {
        if (_partner.Code == SignedFiles.Partner)
            _badges.AddRange(SignedFiles.Write(_folder));
        new Manifest([.. _files.Select(file => file.Close()), .. _badges]).Write(_folder);
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());
}
