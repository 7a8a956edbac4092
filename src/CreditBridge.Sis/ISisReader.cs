namespace CreditBridge.Sis;

/// <summary>What a student system tells of its catalogue, its roster and its transcripts, as the tables that an import by hand takes too. Reading changes nothing there.</summary>
public interface ISisReader
{
    string Name { get; }

    /// <summary>Terms, courses, programs, learners, transcripts: in this order, as far as it has them; transcripts may come in several tables.</summary>
    /// <param name="students">Whose transcripts are wanted, where they have to be asked for one by one.</param>
    /// <exception cref="UnfinishedTableException">A table is still being written.</exception>
    /// <exception cref="SisException">It could not be read to its end.</exception>
    IAsyncEnumerable<SisTable> ReadAsync(IReadOnlyCollection<string> students, CancellationToken cancellation);
}
