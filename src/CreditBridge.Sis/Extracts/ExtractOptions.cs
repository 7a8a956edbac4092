using CreditBridge.Sis.Sftp;

namespace CreditBridge.Sis.Extracts;

/// <summary>Settings of the folder that a student system drops its extracts into (<c>Sis:Extracts</c>).</summary>
public sealed class ExtractOptions
{
    /// <summary>A folder of this machine, or <c>sftp://user@host:port/path</c>; empty: <c>extracts</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    public SftpOptions Sftp { get; set; } = new();

    /// <summary>A file that changes within this time is still being written.</summary>
    public double RestSeconds { get; set; } = 5;

    /// <exception cref="InvalidOperationException">The message says which setting to mend.</exception>
    public void Check()
    {
        Sftp.Check("Sis:Extracts", Folder);
        if (RestSeconds is < 0 or > 300)
            throw new InvalidOperationException($"Sis:Extracts:RestSeconds is {RestSeconds}; write 0 to 300.");
    }
}
