using CreditBridge.Sis.Files;
using CreditBridge.Sis.Sftp;

namespace CreditBridge.Sis.FlatFile;

/// <summary>Settings of the flat-file adapter (<c>Sis:FlatFile</c>).</summary>
public sealed class FlatFileOptions
{
    /// <summary>Where batches are put. Absolute, or <c>sftp://user@host:port/path</c>; sub-folders are read too, so that processed batches may be moved to one.</summary>
    public string Folder { get; set; } = "";

    public SftpOptions Sftp { get; set; } = new();

    public Acknowledgement Acknowledgement { get; set; } = Acknowledgement.None;

    /// <exception cref="InvalidOperationException">The message says which setting to mend.</exception>
    public void Check() => Sftp.Check("Sis:FlatFile", Folder);
}
