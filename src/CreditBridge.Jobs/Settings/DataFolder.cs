namespace CreditBridge.Jobs.Settings;

/// <summary>The one folder where a site's data is: database, partner folders, outbox, keys, <c>creditbridge.json</c>.</summary>
public sealed record DataFolder(string Path)
{
    public const string Variable = "CREDITBRIDGE_DATA";

    public string Extracts => System.IO.Path.Combine(Path, "extracts");

    public string Outbox => System.IO.Path.Combine(Path, "outbox");

    /// <summary>Where letters are put when no mail server is named.</summary>
    public string Letters => System.IO.Path.Combine(Path, "letters");

    /// <summary>Files of requests, under random names.</summary>
    public string Attachments => System.IO.Path.Combine(Path, "attachments");

    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>An index of documents the site keeps itself, by their addresses.</summary>
    public string Documents => System.IO.Path.Combine(Path, "documents", "documents.json");

    public string IssuingKeys => System.IO.Path.Combine(Keys, "issuing");

    public string SettingsFile => System.IO.Path.Combine(Path, "creditbridge.json");

    /// <summary>The folder named by <c>--data</c>, else by the environment, else in the user's local application data. Absolute, and made when absent.</summary>
    public static DataFolder Resolve(string? named)
    {
        var path = named
            ?? Environment.GetEnvironmentVariable(Variable)
            ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "CreditBridge");
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        // Learners' records are in it: for this user alone.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder.Path);
        else if (!Directory.Exists(folder.Path))
            Directory.CreateDirectory(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
