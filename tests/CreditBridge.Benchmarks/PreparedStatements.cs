using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace CreditBridge.Benchmarks;

/// <summary>
/// What SQLite can do at most: prepared statements on the same schema and the same row contents, in one transaction, in WAL mode. The rows are in memory before
/// the clock starts.
/// </summary>
internal sealed class PreparedStatements : IDisposable
{
    private readonly SqliteConnection _connection;

    public PreparedStatements(string database)
    {
        _connection = new SqliteConnection($"Data Source={database};Foreign Keys=True;Pooling=False");
        _connection.Open();
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        command.ExecuteNonQuery();
    }

    /// <summary>Looks each credential up by its key and compares its hash, then writes the rows.</summary>
    public TimeSpan Run(IReadOnlyList<(string Partner, string Id, string Hash)> lookUps, IReadOnlyList<RowDifferences> writes)
    {
        var watch = Stopwatch.StartNew();
        using var transaction = _connection.BeginTransaction();
        using (var command = _connection.CreateCommand())
        {
            // Rows come table by table; what they refer to may stand in a later table.
            command.CommandText = "PRAGMA defer_foreign_keys=ON";
            command.ExecuteNonQuery();
        }

        LookUp(transaction, lookUps);
        foreach (var table in writes)
        {
            Write(transaction, table.Inserted, table.Columns, InsertOf(table));
            Write(transaction, table.Updated, table.Columns, UpdateOf(table));
        }

        transaction.Commit();
        return watch.Elapsed;
    }

    public void Dispose() => _connection.Dispose();

    private void LookUp(SqliteTransaction transaction, IReadOnlyList<(string Partner, string Id, string Hash)> lookUps)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT PayloadSha256 FROM Credentials WHERE PartnerId = $partner AND ExternalId = $id";
        var partner = command.Parameters.Add("$partner", SqliteType.Text);
        var id = command.Parameters.Add("$id", SqliteType.Text);
        command.Prepare();
        var same = 0;
        foreach (var record in lookUps)
        {
            (partner.Value, id.Value) = (record.Partner, record.Id);
            using var reader = command.ExecuteReader();
            if (reader.Read() && reader.GetString(0) == record.Hash)
                same++;
        }

        GC.KeepAlive(same);
    }

    private void Write(SqliteTransaction transaction, List<object[]> rows, string[] columns, string sql)
    {
        if (rows.Count == 0)
            return;
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        SqliteParameter[] parameters = [.. columns.Select((_, index) => command.Parameters.AddWithValue($"$p{index}", DBNull.Value))];
        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                parameters[i].Value = row[i];
            command.ExecuteNonQuery();
        }
    }

    private static string InsertOf(RowDifferences table) =>
        $"INSERT INTO \"{table.Table}\" ({string.Join(", ", table.Columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", table.Columns.Select((_, index) => $"$p{index}"))})";

    private static string UpdateOf(RowDifferences table)
    {
        var numbered = table.Columns.Select((column, index) => (column, Text: $"\"{column}\" = $p{index}")).ToList();
        var sets = numbered.Where(column => !table.Keys.Contains(column.column)).Select(column => column.Text);
        var keys = numbered.Where(column => table.Keys.Contains(column.column)).Select(column => column.Text);
        return $"UPDATE \"{table.Table}\" SET {string.Join(", ", sets)} WHERE {string.Join(" AND ", keys)}";
    }
}
