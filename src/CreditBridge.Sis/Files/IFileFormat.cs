namespace CreditBridge.Sis.Files;

/// <summary>What a student system's loader takes from a folder.</summary>
internal interface IFileFormat
{
    /// <summary>How the names of its files begin, such as <c>credit</c> in <c>credit-20261124-….csv</c>.</summary>
    string Prefix { get; }

    /// <summary>How they end, with the dot.</summary>
    string Ending { get; }

    /// <summary>Whether a reversal has a place in it.</summary>
    bool TakesBack { get; }

    /// <summary>Why a posting has no place in this format, in one sentence that names what to mend; null: it has one.</summary>
    string? Refusal(CreditPosting posting);

    /// <summary>Which postings leave together, a file each.</summary>
    IEnumerable<IReadOnlyList<CreditPosting>> Cut(IReadOnlyList<CreditPosting> postings);

    /// <param name="at">UTC.</param>
    byte[] Write(string name, IReadOnlyList<CreditPosting> postings, DateTime at);

    /// <exception cref="Exception">It is no file of this format.</exception>
    IEnumerable<SisEntry> Read(string path);
}
