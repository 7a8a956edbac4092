using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Access;

[TestClass]
public sealed class ActingForTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [TestMethod]
    [DatabaseData]
    public async Task Departments_AreOnesOwn_AndThoseDelegatedToday(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider);
        var (own, away, disabled, other) = (Person("Own", "CS"), Person("Away", "HIST"), Person("Disabled", "ART"), Person("Other", "MATH", Role.Evaluator));
        disabled.DisabledAt = bridge.Time.GetUtcNow().UtcDateTime;
        var ended = From(away, own, Today.AddDays(-9), Today.AddDays(9));
        ended.End(bridge.Time.GetUtcNow().UtcDateTime);
        await bridge.AddAsync(own, away, disabled, other, ended, From(disabled, own, Today, Today), From(other, own, Today, Today), From(away, own, Today.AddDays(1), Today.AddDays(3)));

        Task<List<string>> On(DateOnly day) => bridge.DbAsync(db => ActingFor.DepartmentsAsync(db, own.Id, day, default));
        CollectionAssert.AreEqual(new[] { "CS" }, await On(Today));
        CollectionAssert.AreEqual(new[] { "CS", "HIST" }, await On(Today.AddDays(1)));
        CollectionAssert.AreEqual(new[] { "CS", "HIST" }, await On(Today.AddDays(3)));
        CollectionAssert.AreEqual(new[] { "CS" }, await On(Today.AddDays(4)));
        CollectionAssert.AreEqual(new[] { "HIST" }, await bridge.DbAsync(db => ActingFor.DepartmentsAsync(db, away.Id, Today.AddDays(1), default)));
        Assert.IsEmpty(await bridge.DbAsync(db => ActingFor.DepartmentsAsync(db, disabled.Id, Today, default)));
    }

    internal static User Person(string name, string? department, Role role = Role.FacultyApprover) => new() { Name = name, Email = $"{name}@small.example", Role = role, DepartmentCode = department };

    internal static Delegation From(User from, User to, DateOnly first, DateOnly last) => new()
    {
        FromUserId = from.Id,
        ToUserId = to.Id,
        FirstOn = first,
        LastOn = last,
        Reason = "Sabbatical",
        MadeBy = from.Name,
        MadeAt = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
    };
}
