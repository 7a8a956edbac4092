using System.Security.Cryptography;

namespace CreditBridge.Jobs.Demo.Files;

/// <summary>A file of many rows, hashed while it is written.</summary>
internal abstract class DropFile : IDisposable
{
    private readonly SHA256 _hash = SHA256.Create();
    private readonly CryptoStream _stream;

    protected DropFile(string path)
    {
        Name = Path.GetFileName(path);
        _stream = new CryptoStream(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16), _hash, CryptoStreamMode.Write);
        Text = new StreamWriter(_stream, bufferSize: 1 << 15) { NewLine = "\n" };
    }

    public string Name { get; }

    public int Rows { get; private set; }

    protected StreamWriter Text { get; }

    public void Add(PartnerRow row, RowFlaw flaw)
    {
        Write(row, flaw);
        Rows++;
    }

    public ManifestEntry Close()
    {
        Text.Flush();
        _stream.FlushFinalBlock();
        return new ManifestEntry(Name, Rows, Convert.ToHexStringLower(_hash.Hash!));
    }

    public void Dispose()
    {
        Text.Dispose();
        _stream.Dispose();
        _hash.Dispose();
    }

    protected abstract void Write(PartnerRow row, RowFlaw flaw);
}
