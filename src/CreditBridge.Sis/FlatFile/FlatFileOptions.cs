using CreditBridge.Sis.Files;

namespace CreditBridge.Sis.FlatFile;

/// <summary>Settings of the flat-file adapter (<c>Sis:FlatFile</c>).</summary>
public sealed class FlatFileOptions
{
    /// <summary>Where batches are put. Absolute; sub-folders are read too, so that processed batches may be moved to one.</summary>
    public string Folder { get; set; } = "";

    public Acknowledgement Acknowledgement { get; set; } = Acknowledgement.None;
}
