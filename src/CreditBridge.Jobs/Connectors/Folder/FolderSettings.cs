using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Partners;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>Where a partner's files lie: a directory here, or with a host one over SFTP.</summary>
internal class FolderSettings : IValidatableObject
{
    [Display(Name = "Folder", Description = "Below the data folder’s partners folder, or below one that the site’s settings list; empty: partners/CODE. Over SFTP: the folder on the server; empty: where its user arrives.")]
    public string? Folder { get; set; }

    [Address, Display(Name = "SFTP server", Description = "Its name, such as sftp.partner.example; empty: the folder is on this machine."), RegularExpression("[A-Za-z0-9.:-]+", ErrorMessage = "Write the server's name alone, without sftp:// and without a path.")]
    public string? Host { get; set; }

    [Address, Display(Name = "SFTP port"), Range(1, 65535, ErrorMessage = "A port is a number from 1 to 65535.")]
    public int Port { get; set; } = 22;

    [Display(Name = "SFTP user")]
    public string? User { get; set; }

    [Secret, Display(Name = "SFTP password", Description = "Of the user; beside a private key: of that key.")]
    public string? Password { get; set; }

    [Secret, DataType(DataType.MultilineText), Display(Name = "SFTP private key", Description = "All of it, from -----BEGIN to the last line.")]
    public string? PrivateKey { get; set; }

    [Address, Display(Name = "SFTP host key", Description = "The server's fingerprint, SHA256:… . The connection test shows what the server presents: compare it with what the partner told you."), RegularExpression("SHA256:[A-Za-z0-9+/]{43}=?", ErrorMessage = "A fingerprint is SHA256: and 43 characters.")]
    public string? HostKey { get; set; }

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Host))
            yield break;
        if (string.IsNullOrWhiteSpace(User))
            yield return new("Write the user of the SFTP server.", [nameof(User)]);
        if (string.IsNullOrWhiteSpace(Password) && string.IsNullOrWhiteSpace(PrivateKey))
            yield return new("Write the password or the private key of the SFTP server.", [nameof(Password)]);
    }

    /// <exception cref="SourceException">The folder is none of those that partners' files may lie in, or the server cannot be reached.</exception>
    public IFileSource Open(Partner partner, PartnerFolders folders) => string.IsNullOrWhiteSpace(Host) ? new LocalFiles(folders.Resolve(partner, Folder)) : SftpFiles.Connect(this);
}
