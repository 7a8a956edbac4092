using Microsoft.Data.Sqlite;

namespace CreditBridge.Benchmarks;

/// <summary>The rows of one table that are new or other in one database than in an earlier copy of it.</summary>
internal sealed record RowDifferences(string Table, string[] Columns, string[] Keys, List<object[]> Inserted, List<object[]> Updated)
{
    public static List<RowDifferences> Between(string before, string after, Func<string, bool>? wanted = null)
    {
        using var connection = new SqliteConnection($"Data Source={after};Pooling=False");
        connection.Open();
        Execute(connection, "ATTACH $file AS earlier", before);
        List<string> tables = [.. Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'").Select(row => (string)row[0])];
        return [.. tables.Where(table => wanted is null || wanted(table)).Select(table => Of(connection, table))];
    }

    private static RowDifferences Of(SqliteConnection connection, string table)
    {
        var description = Read(connection, $"SELECT name, pk FROM pragma_table_info('{table}')");
        string[] columns = [.. description.Select(row => (string)row[0])];
        string[] keys = [.. description.Where(row => (long)row[1] > 0).Select(row => (string)row[0])];
        var from = $"FROM main.\"{table}\" AS a LEFT JOIN earlier.\"{table}\" AS b ON {string.Join(" AND ", keys.Select(key => $"a.\"{key}\" = b.\"{key}\""))}";
        var all = string.Join(", ", columns.Select(column => $"a.\"{column}\""));
        var differs = string.Join(" OR ", columns.Select(column => $"a.\"{column}\" IS NOT b.\"{column}\""));
        return new(table, columns, keys,
            Read(connection, $"SELECT {all} {from} WHERE b.\"{keys[0]}\" IS NULL ORDER BY a.rowid"),
            Read(connection, $"SELECT {all} {from} WHERE b.\"{keys[0]}\" IS NOT NULL AND ({differs}) ORDER BY a.rowid"));
    }

    private static List<object[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static void Execute(SqliteConnection connection, string sql, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$file", file);
        command.ExecuteNonQuery();
    }
}
