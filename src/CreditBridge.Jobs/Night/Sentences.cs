using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace CreditBridge.Jobs.Night;

/// <summary>An outage in one sentence, for the person who has to mend it.</summary>
internal static class Sentences
{
    private const int SqliteBusy = 5;
    private const int SqliteReadOnly = 8;
    private const int SqliteFull = 13;

    public static string Of(Exception outage) => outage.GetBaseException() switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => "The disk of the data folder is full: make room, then run the night again; it goes on where it stopped.",
        SqliteException { SqliteErrorCode: SqliteReadOnly } => "The database cannot be written: give this program permission to the data folder, then run the night again.",
        SqliteException { SqliteErrorCode: SqliteBusy } => "The database is locked by another program: run the night again when that has ended.",
        DbException database => $"The database gave an error: {database.Message}",
        IOException disk => $"A file could not be read or written: {disk.Message}",
        var other => $"The night stopped: {other.Message}",
    };
}
