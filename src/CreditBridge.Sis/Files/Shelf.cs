using CreditBridge.Sis.Sftp;

namespace CreditBridge.Sis.Files;

/// <summary>Finds the shelf that a setting names.</summary>
internal static class Shelf
{
    /// <param name="folder">A path of this machine, or <c>sftp://user@host:port/path</c>.</param>
    public static IShelf At(string folder, SftpOptions sftp) => SftpOptions.IsRemote(folder) ? new SftpShelf(folder, sftp) : new LocalShelf(folder);
}
