using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CreditBridge.Core.Data;

/// <summary>
/// Writes many rows of one entity by a prepared statement inside the current transaction. EF's own change tracking costs several times as much,
/// and intake writes millions of rows. Table, columns and conversions come from the EF model, so there is one description of them.
/// </summary>
internal sealed class RowWriter<T> : IDisposable where T : class
{
    private readonly Column[] _columns;
    private readonly DbCommand _command;

    private RowWriter(BridgeDbContext db, Column[] columns, string sql)
    {
        _columns = columns;
        _command = db.Database.GetDbConnection().CreateCommand();
        _command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        _command.CommandText = sql;
        foreach (var column in columns)
            _command.Parameters.Add(column.CreateParameter(_command));
        _command.Prepare();
    }

    public static RowWriter<T> Inserting(BridgeDbContext db)
    {
        var (table, columns, sql) = Describe(db);
        return new(db, columns, $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Quoted(sql)))}) VALUES ({string.Join(", ", columns.Select(c => c.Parameter))})");
    }

    /// <summary>
    /// Writes every column of the row with the entity's key, but for columns of a unique index: they say which row it is and never change, and to write them would
    /// move the index's entry.
    /// </summary>
    public static RowWriter<T> Updating(BridgeDbContext db)
    {
        var (table, columns, sql) = Describe(db);
        var sets = columns.Where(c => !c.IsIdentity).Select(c => $"{c.Quoted(sql)} = {c.Parameter}");
        var keys = columns.Where(c => c.IsKey).Select(c => $"{c.Quoted(sql)} = {c.Parameter}");
        return new(db, columns, $"UPDATE {table} SET {string.Join(", ", sets)} WHERE {string.Join(" AND ", keys)}");
    }

    public void Write(T entity)
    {
        for (var i = 0; i < _columns.Length; i++)
            _command.Parameters[i].Value = _columns[i].ValueOf(entity);
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private static (string Table, Column[] Columns, ISqlGenerationHelper Sql) Describe(BridgeDbContext db)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var sql = db.GetService<ISqlGenerationHelper>();
        var columns = type.GetProperties().Select((property, index) => new Column(property, $"@p{index}")).ToArray();
        return (sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema()), columns, sql);
    }

    private sealed class Column(IProperty property, string parameter)
    {
        private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
        private readonly Func<object, object?> _get = property.GetGetter().GetClrValue;
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Parameter => parameter;

        public bool IsKey => property.IsPrimaryKey();

        public bool IsIdentity => IsKey || property.GetContainingIndexes().Any(index => index.IsUnique);

        public string Quoted(ISqlGenerationHelper sql) => sql.DelimitIdentifier(property.GetColumnName());

        public DbParameter CreateParameter(DbCommand command)
        {
            var created = _mapping.CreateParameter(command, parameter, null, nullable: true);
            // SQL Server's client cuts a text at the size of its parameter, and EF makes it 4,000 for one without a limit.
            if (property.GetProviderClrType() == typeof(string) && property.GetMaxLength() is null)
                created.Size = -1;
            return created;
        }

        public object ValueOf(object entity)
        {
            var value = _get(entity);
            if (value is null)
                return DBNull.Value;
            return (_convert is null ? value : _convert(value)) ?? DBNull.Value;
        }
    }
}
