using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Demo;
using CreditBridge.Jobs.Demo.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CreditBridge.Tests.Jobs.Demo;

[TestClass]
public sealed class DemoInstitutionTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("creditbridge-demo-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task CreateAsync_EmptyDatabase_HoldsTheWholeInstitution()
    {
        await using var db = await DatabaseAsync();

        Assert.IsTrue(await new DemoInstitution(db, _time).CreateAsync(_folder, new DemoSize(60, 200), TestContext.CancellationToken));

        var cancellation = TestContext.CancellationToken;
        var institution = await db.Institutions.SingleAsync(cancellation);
        Assert.AreEqual("Harrowgate State University", institution.Name);
        Assert.IsTrue(institution.IsDemo);
        Assert.AreEqual(DemoFacts.Courses.Count, await db.Courses.CountAsync(cancellation));
        Assert.AreEqual(DemoFacts.Achievements.Count, await db.Achievements.CountAsync(cancellation));
        Assert.AreEqual(60, await db.Learners.CountAsync(cancellation));
        Assert.IsTrue(await db.TranscriptEntries.AnyAsync(cancellation));
        Assert.IsTrue(await db.LearnerIdentities.AnyAsync(identity => identity.ConfirmedAt == null, cancellation));
        Assert.IsTrue(await db.Terms.AnyAsync(term => term.IsOpen, cancellation) && await db.Terms.AnyAsync(term => !term.IsOpen, cancellation));
        Assert.AreEqual(2, await db.Users.CountAsync(user => user.LearnerId != null, cancellation));
        var partners = await db.Partners.Include(partner => partner.QualityReviews).ToListAsync(cancellation);
        Assert.AreEqual(QualityState.Suspended, partners.Single(partner => partner.Code == "northgate").Quality);
        Assert.AreEqual(QualityState.Proposed, partners.Single(partner => partner.Code == "kaggle").Quality);
        Assert.IsTrue(partners.All(partner => Directory.Exists(Path.Combine(_folder, "partners", partner.Code))));
    }

    [TestMethod]
    public async Task CreateAsync_EachRule_IsPublishedAndApprovedByAnother()
    {
        await using var db = await DatabaseAsync();

        await new DemoInstitution(db, _time).CreateAsync(_folder, new DemoSize(5, 10, 200), TestContext.CancellationToken);

        var versions = await db.RuleVersions.ToListAsync(TestContext.CancellationToken);
        Assert.HasCount(200, versions);
        Assert.IsTrue(versions.All(version => version.State == RuleVersionState.Published && version.ApprovedBy != version.Author));
        Assert.IsTrue(versions.All(version => DemoFacts.Campus.Departments.Any(department => department.Head == version.ApprovedBy)));
        Assert.IsTrue(versions.All(version => version.ApprovedAt > version.CreatedAt && version.ApprovedAt < _time.GetUtcNow().UtcDateTime));
    }

    [TestMethod]
    public async Task CreateAsync_InstitutionIsThere_DoesNothing()
    {
        await using var db = await DatabaseAsync();
        await new DemoInstitution(db, _time).CreateAsync(_folder, new DemoSize(5, 10), TestContext.CancellationToken);
        Directory.Delete(Path.Combine(_folder, "partners"), recursive: true);

        Assert.IsFalse(await new DemoInstitution(db, _time).CreateAsync(_folder, new DemoSize(50, 100), TestContext.CancellationToken));

        Assert.AreEqual(5, await db.Learners.CountAsync(TestContext.CancellationToken));
        Assert.IsFalse(Directory.Exists(Path.Combine(_folder, "partners")));
    }

    private async Task<SqliteBridgeDbContext> DatabaseAsync()
    {
        var options = new DbContextOptionsBuilder<SqliteBridgeDbContext>().UseSqlite($"Data Source={Path.Combine(_folder, "demo.db")};Pooling=False").Options;
        var db = new SqliteBridgeDbContext(options);
        await db.Database.EnsureCreatedAsync(TestContext.CancellationToken);
        return db;
    }
}
