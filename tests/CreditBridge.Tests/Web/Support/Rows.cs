using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Support;

/// <summary>All rows of all tables, as one hash: whether anything changed.</summary>
internal static class Rows
{
    /// <param name="except">A table that may change.</param>
    public static Task<string> FingerprintAsync(WebHost host, string? except = null) => host.QueryAsync(async db =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Where(name => name != except).Order(StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY rowid";
            await using var reader = await command.ExecuteReaderAsync();
            hash.AppendData(Encoding.UTF8.GetBytes(table));
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                    hash.AppendData(Encoding.UTF8.GetBytes($"|{reader.GetValue(column)}"));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    });
}
