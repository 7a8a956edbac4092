using CreditBridge.Core.Access;
using CreditBridge.Core.Letters;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Letters;

[TestClass]
public sealed class StaffDigestTests
{
    [TestMethod]
    public async Task Night_WritesOneDigestADay_ToWhomSomethingWaits()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.AddAsync(
            UserOf("Evan Evaluator", Role.Evaluator),
            UserOf("Ada Learner", Role.Learner),
            UserOf("Gone Evaluator", Role.Evaluator, disabled: true),
            UserOf("Fay Faculty", Role.FacultyApprover, "SCI"),
            UserOf("Hal Historian", Role.FacultyApprover, "HIS"));
        await bridge.NightAsync();
        Assert.HasCount(0, await DigestsAsync(bridge), "Nothing waits.");

        bridge.Drop(Acme, "records.csv", Csv(Row("a1", Ada, "advanced")));
        await bridge.NightAsync();
        await bridge.NightAsync();
        var digest = (await DigestsAsync(bridge)).Single();
        Assert.AreEqual("evan.evaluator@small.example", digest.To);
        Assert.Contains("- 1 request waits for the office.", digest.Body);

        await bridge.DbAsync(async db =>
        {
            var request = await db.CreditRequests.AsTracking().SingleAsync();
            request.SendToFaculty("SCI", bridge.Time.GetUtcNow().UtcDateTime, new(2026, 12, 1));
            await db.SaveChangesAsync();
        });
        bridge.Time.Advance(TimeSpan.FromDays(1));
        await bridge.NightAsync();
        var second = (await DigestsAsync(bridge)).Single(letter => letter.WrittenAt > digest.WrittenAt);
        Assert.AreEqual("fay.faculty@small.example", second.To);
        Assert.Contains("- 1 request waits for your department.", second.Body);
    }

    private static User UserOf(string name, Role role, string? department = null, bool disabled = false) => new()
    {
        Name = name,
        Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@small.example",
        Role = role,
        DepartmentCode = department,
        DisabledAt = disabled ? new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) : null,
    };

    private static Task<List<Letter>> DigestsAsync(TestBridge bridge) => bridge.DbAsync(db => db.Letters.AsNoTracking().Where(letter => letter.Event == LetterEvent.StaffDigest).ToListAsync());
}
