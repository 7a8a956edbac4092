using System.Data.Common;
using CreditBridge.Jobs.Connectors;
using Microsoft.Data.Sqlite;

namespace CreditBridge.Jobs.Night;

/// <summary>An outage in one sentence, for the person who has to mend it.</summary>
internal static class Sentences
{
    private const int SqliteBusy = 5;
    private const int SqliteReadOnly = 8;
    private const int SqliteFull = 13;

    public static bool IsBusy(Exception outage) => outage.GetBaseException() is SqliteException { SqliteErrorCode: SqliteBusy };

    public static string Of(Exception outage) => outage is SourceException ? outage.Message : outage.GetBaseException() switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => "The disk of the data folder is full: make room, then run it again; it goes on where it stopped.",
        SqliteException { SqliteErrorCode: SqliteReadOnly } => "The database cannot be written: give this program permission to the data folder, then run it again.",
        SqliteException { SqliteErrorCode: SqliteBusy } => "The database is locked by another program: run it again when that has ended.",
        DbException database => $"The database gave an error: {database.Message}",
        IOException disk => $"A file could not be read or written: {disk.Message}",
        // The outer sentence of a settings error names the file or the setting.
        _ when outage is InvalidDataException or InvalidOperationException => outage.Message,
        var other => $"It stopped: {other.Message}",
    };
}
