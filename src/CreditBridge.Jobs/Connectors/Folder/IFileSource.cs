namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>Where a partner's files lie: a directory of this machine, or one of a server over SFTP.</summary>
internal interface IFileSource : IDisposable
{
    /// <summary>As people know it.</summary>
    string Place { get; }

    /// <summary>How far its clock may be from ours.</summary>
    TimeSpan ClockOff { get; }

    /// <summary>Reading a file means carrying it over: one that looks as it did when it was taken is not read again.</summary>
    bool IsFar { get; }

    /// <summary>The files with something in them. Links could lead out of the folder; a pipe or a device has no length, and reading one may never end.</summary>
    /// <exception cref="SourceException">The folder cannot be read; a sentence says why.</exception>
    IReadOnlyList<DropFile> Files();

    /// <summary>The file as it is now; null: there is none, or none that is read.</summary>
    DropFile? Find(string name);

    /// <summary>The file's bytes, to be sought in.</summary>
    /// <exception cref="IOException">This file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This file may not be read.</exception>
    FileStream Open(DropFile file);
}
