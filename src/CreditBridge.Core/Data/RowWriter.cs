using System.Data.Common;
using System.Runtime.CompilerServices;
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
    private static readonly ConditionalWeakTable<IEntityType, Column[]> Described = [];

    private readonly BridgeDbContext _db;
    private readonly Column[] _columns;
    private readonly string _sql;
    private DbCommand? _command;

    private RowWriter(BridgeDbContext db, Column[] columns, string sql) => (_db, _columns, _sql) = (db, columns, sql);

    public static RowWriter<T> Inserting(BridgeDbContext db)
    {
        var (table, columns, sql) = Describe(db);
        return new(db, columns, $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Quoted(sql)))}) VALUES ({string.Join(", ", columns.Select(c => c.Parameter))})");
    }

    /// <summary>Writes the row with the entity's key, but for columns of a unique index: they say which row it is and never change.</summary>
    public static RowWriter<T> Updating(BridgeDbContext db) => Updating(db, column => !column.IsIdentity);

    /// <summary>
    /// Writes only columns that no index holds: for a row that is the <see cref="IsSameInIndexes">same in its indexes</see>. SQLite moves the entry of every index that a
    /// statement names, changed or not, and entries of neighbours lie on pages far apart.
    /// </summary>
    public static RowWriter<T> UpdatingContent(BridgeDbContext db) => Updating(db, column => !column.IsIdentity && !column.IsIndexed);

    /// <summary>Writes only these properties of the row with the entity's key.</summary>
    public static RowWriter<T> UpdatingOnly(BridgeDbContext db, params string[] properties) => Updating(db, column => properties.Contains(column.Name));

    public static bool IsSameInIndexes(BridgeDbContext db, T before, T after) =>
        Array.TrueForAll(Describe(db).Columns, column => !column.IsIndexed || column.ValueOf(before).Equals(column.ValueOf(after)));

    public void Write(T entity)
    {
        _command ??= Prepare();
        for (var i = 0; i < _columns.Length; i++)
            _command.Parameters[i].Value = _columns[i].ValueOf(entity);
        _command.ExecuteNonQuery();
    }

    /// <summary>Writes many rows in one round trip, where the database's client can (SQLite has none to save).</summary>
    public void Write(IReadOnlyCollection<T> entities)
    {
        using var scratch = _db.Database.GetDbConnection().CreateCommand();
        if (!scratch.Connection!.CanCreateBatch)
        {
            foreach (var entity in entities)
                Write(entity);
            return;
        }

        using var batch = scratch.Connection.CreateBatch();
        batch.Transaction = _db.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var entity in entities)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = _sql;
            foreach (var column in _columns)
            {
                var parameter = column.CreateParameter(scratch);
                parameter.Value = column.ValueOf(entity);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        batch.ExecuteNonQuery();
    }

    public void Dispose() => _command?.Dispose();

    private static RowWriter<T> Updating(BridgeDbContext db, Func<Column, bool> isWritten)
    {
        var (table, columns, sql) = Describe(db);
        var sets = columns.Where(isWritten).Select(c => $"{c.Quoted(sql)} = {c.Parameter}");
        var keys = columns.Where(c => c.IsKey).Select(c => $"{c.Quoted(sql)} = {c.Parameter}");
        return new(db, Array.FindAll(columns, c => c.IsKey || isWritten(c)), $"UPDATE {table} SET {string.Join(", ", sets)} WHERE {string.Join(" AND ", keys)}");
    }

    private DbCommand Prepare()
    {
        var command = _db.Database.GetDbConnection().CreateCommand();
        command.Transaction = _db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = _sql;
        foreach (var column in _columns)
            command.Parameters.Add(column.CreateParameter(command));
        command.Prepare();
        return command;
    }

    private static (string Table, Column[] Columns, ISqlGenerationHelper Sql) Describe(BridgeDbContext db)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var sql = db.GetService<ISqlGenerationHelper>();
        // One description a model: a page of records comes every few milliseconds.
        var columns = Described.GetValue(type, static type => [.. type.GetProperties().Select((property, index) => new Column(property, $"@p{index}"))]);
        return (sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema()), columns, sql);
    }

    private sealed class Column(IProperty property, string parameter)
    {
        private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
        private readonly Func<object, object?> _get = property.GetGetter().GetClrValue;
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Parameter => parameter;

        public string Name => property.Name;

        public bool IsKey { get; } = property.IsPrimaryKey();

        public bool IsIdentity { get; } = property.IsPrimaryKey() || property.GetContainingIndexes().Any(index => index.IsUnique);

        public bool IsIndexed { get; } = property.IsIndex();

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
