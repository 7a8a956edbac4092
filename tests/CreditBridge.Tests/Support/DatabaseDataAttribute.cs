using System.Reflection;
using CreditBridge.Core.Data;

namespace CreditBridge.Tests.Support;

/// <summary>Runs a test once on each database. SQL Server joins where its connection string is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DatabaseDataAttribute : Attribute, ITestDataSource
{
    public IEnumerable<object?[]> GetData(MethodInfo methodInfo)
    {
        yield return [DatabaseProvider.Sqlite];
        yield return [DatabaseProvider.PostgreSql];
        if (Environment.GetEnvironmentVariable(TestDatabase.SqlServerVariable) is not null)
            yield return [DatabaseProvider.SqlServer];
    }

    public string GetDisplayName(MethodInfo methodInfo, object?[]? data) => $"{methodInfo.Name} ({data?[0]})";
}
