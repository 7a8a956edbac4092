namespace CreditBridge.Sis.Files;

/// <summary>Where files are exchanged with a student system: a folder of this machine, or of a server.</summary>
internal interface IShelf
{
    /// <summary>For sentences.</summary>
    string Name { get; }

    /// <summary>Every file in it and below; none where it does not exist yet.</summary>
    IReadOnlyList<ShelfFile> Files();

    /// <param name="read">Gets the path of the file, or of a copy on this machine that goes when it has been read.</param>
    T Read<T>(ShelfFile file, Func<string, T> read);

    /// <summary>Places a file whole or not at all: it is written beside its place under a name that ends in <c>.part</c>, then renamed.</summary>
    /// <param name="mayLeave">Asked once more just before the rename, which is the moment the file is handed over.</param>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="IOException">Certain that it is not there.</exception>
    /// <exception cref="Wire.NothingLeftException">Certain that it is not there.</exception>
    /// <exception cref="SisException">It may be there.</exception>
    bool Place(string name, byte[] content, Func<bool> mayLeave);
}
