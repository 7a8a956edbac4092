using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Requests.Desk;

/// <summary>The small university with its staff, and one request for CHEM 1311 that waits for a person.</summary>
internal static class DeskWorld
{
    public static readonly Actor Second = new("Edna Evaluator", Role.Evaluator, Guid.CreateVersion7());
    public static readonly Actor Faculty = new("Fay Faculty", Role.FacultyApprover, Guid.CreateVersion7());
    public static readonly Actor Deputy = new("Dora Deputy", Role.FacultyApprover, Guid.CreateVersion7());

    public static async Task<TestBridge> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        await bridge.AddAsync(
            UserOf(TestBridge.Registrar), UserOf(TestBridge.Evaluator), UserOf(Second), UserOf(Faculty, "SCI"), UserOf(Deputy, "ART"), new Department { Code = "ART", Name = "Arts" });
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, "advanced")));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Requested);
        return bridge;
    }

    public static Task<CreditRequest> RequestAsync(this TestBridge bridge) => bridge.DbAsync(db => db.CreditRequests.AsNoTracking().Include(request => request.Lines).Include(request => request.Entries).SingleAsync());

    public static Task<List<string>> LettersAsync(this TestBridge bridge) => bridge.DbAsync(db => db.Letters.OrderBy(letter => letter.Id).Select(letter => letter.Event + " " + letter.To).ToListAsync());

    /// <summary>Sends the request to the faculty of its course.</summary>
    public static async Task SendAsync(this TestBridge bridge, string? department = null)
    {
        var request = await bridge.RequestAsync();
        await bridge.InScopeAsync<RequestTurns>(turns => turns.SendToFacultyAsync(request.Id, department, "Is the laboratory part enough?", TestBridge.Evaluator, CancellationToken.None));
    }

    private static User UserOf(Actor actor, string? department = null) =>
        new() { Id = actor.UserId!.Value, Name = actor.Name, Email = $"{actor.Name.Split(' ')[0].ToLowerInvariant()}@small.example", Role = actor.Role!.Value, DepartmentCode = department };
}
