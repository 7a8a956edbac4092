using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Rules;
using CreditBridge.OpenBadges;

namespace CreditBridge.Tests.Web.Support;

/// <summary>A small institution for page tests: one of everything a page can show, with names the assertions know.</summary>
internal sealed class SampleInstitution
{
    public static readonly DateTime Now = new(2026, 11, 24, 15, 0, 0, DateTimeKind.Utc);

    public User Registrar { get; } = Person("Rosa Feld", Role.Registrar);
    public User Evaluator { get; } = Person("Ivo Brandt", Role.Evaluator);
    public User Faculty { get; } = Person("Prof. Nadia Osei", Role.FacultyApprover);
    public User Advisor { get; } = Person("Tom Arden", Role.Advisor);
    public User Auditor { get; } = Person("Greta Lind", Role.Auditor);
    public User Administrator { get; } = Person("Sam Okafor", Role.Administrator);
    public User LearnerUser { get; }

    public Learner Ada { get; } = new()
    {
        StudentNumber = "N1000001",
        FirstStudentNumber = "N1000001",
        GivenName = "Ada",
        FamilyName = "Quist",
        BirthOn = new(2001, 4, 9),
        Standing = LearnerStanding.Enrolled,
        Level = CourseLevel.Lower,
        ProgramCode = "BS-CS",
        CatalogYear = 2025,
        EntryTermCode = "2025FA",
    };

    public Learner Ben { get; } = new()
    {
        StudentNumber = "N1000002",
        FirstStudentNumber = "N1000002",
        GivenName = "Ben",
        FamilyName = "Harrow",
        BirthOn = new(1988, 11, 30),
        Standing = LearnerStanding.Admitted,
        Level = CourseLevel.Lower,
    };

    public Partner Harbor { get; } = new() { Code = "harbor", Name = "Harbor Institute", Connector = "Folder" };
    public Partner Meridian { get; } = new() { Code = "meridian", Name = "Meridian Skills", Connector = "Folder" };

    public Achievement Networking { get; }
    public Achievement Analytics { get; }
    public EquivalencyRule Rule { get; } = new() { Code = "EQ-00042", Title = "Networking fundamentals", DepartmentCode = "CS" };
    public RuleVersion RuleVersion { get; } = new()
    {
        Number = 1,
        Title = "Networking fundamentals",
        Author = "Ivo Brandt",
        CreatedAt = Now.AddDays(-90),
        Definition = new(
            new Earned(new AchievementSelector("harbor", "net-1")), [new CourseCredit("a1", "CSCI 1100")], RuleScope.Everyone,
            new RuleBasis(Basis.FacultyReview)),
    };

    /// <summary>A rule that is still being written.</summary>
    public EquivalencyRule DraftRule { get; } = new() { Code = "EQ-00041", Title = "Networking for credit", DepartmentCode = "CS" };

    public RuleVersion Draft { get; } = new()
    {
        Number = 1,
        Title = "Networking for credit",
        Author = "Rosa Feld",
        CreatedAt = Now.AddDays(-1),
        Definition = new(
            new AllOf([new Earned(new AchievementSelector("harbor", "net-1"), new Conditions { Result = new PercentResult(70) })]), [new CourseCredit("L1", "CSCI 2200")], RuleScope.Everyone,
            new RuleBasis(Basis.FacultyReview)),
    };

    public SampleNight Night { get; }
    public SampleRequests Requests { get; }
    public List<Credential> Credentials { get; } = [];

    /// <summary>A credential behind granted credit was revoked.</summary>
    public GrantCase Case { get; }

    /// <summary>The picture the first credential came as.</summary>
    public CredentialOriginal Original { get; }

    public SampleInstitution()
    {
        LearnerUser = new() { Name = "Ada Quist", Email = "ada@northfield.example", Role = Role.Learner, LearnerId = Ada.Id };
        Networking = new() { PartnerId = Harbor.Id, ExternalId = "net-1", Name = "Networking Fundamentals", Hours = 45, AssessmentType = "Exam", Supervised = true };
        Analytics = new() { PartnerId = Meridian.Id, ExternalId = "da-2", Name = "Data Analytics Professional Certificate", Hours = 120 };
        Ada.Identities.Add(new() { Key = RecipientKey.Email("ada@northfield.example"), ConfirmedAt = Now });
        Harbor.QualityReviews.Add(new()
        {
            State = QualityState.Approved,
            Reviewer = "Prof. Nadia Osei",
            Criteria = "Assessment, identity, outcomes",
            DecidedAt = Now.AddYears(-1),
        });
        DraftRule.Versions.Add(Draft);
        Rule.Versions.Add(RuleVersion);
        RuleVersion.Submit();
        RuleVersion.Approve(new Actor("Prof. Nadia Osei", Role.FacultyApprover), Now.AddDays(-80));
        RuleVersion.Publish(new(2026, 9, 1));

        Night = new(this);
        Credentials.Add(Award(Networking, "h-1", Ada));
        Credentials.Add(Award(Analytics, "m-1", Ada));
        Credentials.Add(Award(Networking, "h-2", Ben, CredentialStatus.Revoked));
        Credentials.Add(Award(Networking, "h-3", null));
        for (var number = 10; number < 70; number++)
            Credentials.Add(Award(number % 2 == 0 ? Networking : Analytics, $"x-{number}", Ben));
        Requests = new(this);
        Harbor.Issuers = ["did:web:harbor.example"];
        Case = GrantCase.Open(Requests.Posted.Id, Credentials[0].Id, CaseKind.Revoked, "The issuer of Networking Fundamentals has revoked it.", Now.AddHours(-7));
        Original = new() { CredentialId = Credentials[0].Id, Number = 1, Kind = FileKind.Svg, Sha256 = new('b', 64), Bytes = [.. "<svg/>"u8] };
    }

    public IReadOnlyList<User> Users => [Registrar, Evaluator, Faculty, Advisor, Auditor, Administrator, LearnerUser];

    public async Task SavePeopleAsync(BridgeDbContext db)
    {
        db.AddRange(Users);
        db.Add(new Institution { Code = "NSU", Name = "Northfield State University", TimeZone = "America/New_York", IsDemo = true });
        await db.SaveChangesAsync();
    }

    public async Task SaveAsync(BridgeDbContext db)
    {
        await SavePeopleAsync(db);
        db.Add(new Department { Code = "CS", Name = "Computer Science" });
        db.Add(new Course { Subject = "CSCI", Number = "1100", Code = "CSCI 1100", Title = "Networks", Credits = 3, Level = CourseLevel.Lower, DepartmentCode = "CS", Group = "CSCI 1100" });
        db.Add(new Term { Code = "2026FA", Name = "Fall 2026", StartsOn = new(2026, 8, 24), EndsOn = new(2026, 12, 18), IsOpen = true });
        db.AddRange(Ada, Ben, Harbor, Meridian, Networking, Analytics, Rule, DraftRule);
        db.Add(new Course { Subject = "CSCI", Number = "2200", Code = "CSCI 2200", Title = "Computer Networks", Credits = 3, Level = CourseLevel.Lower, DepartmentCode = "CS", Group = "CSCI 2200" });
        Night.Add(db);
        db.AddRange(Credentials);
        Requests.Add(db);
        db.AddRange(Case, Original);
        await db.SaveChangesAsync();
    }

    private Credential Award(Achievement achievement, string externalId, Learner? learner, CredentialStatus status = CredentialStatus.Active) => new()
    {
        PartnerId = achievement.PartnerId,
        ExternalId = externalId,
        CanonicalId = $"{achievement.PartnerId}:{externalId}",
        AchievementId = achievement.Id,
        LearnerId = learner?.Id,
        RecipientKey = RecipientKey.Email(learner is null ? "a.quist@mail.example" : $"{learner.GivenName}@northfield.example"),
        RecipientName = learner?.Name ?? "Ada Quist",
        RecipientBirthOn = learner is null ? Ada.BirthOn : null,
        IssuedOn = new DateOnly(2026, 3, 2),
        ExpiresOn = new DateOnly(2029, 3, 2),
        Results = [new("percent", 82, 100)],
        Status = status,
        Verification = VerificationState.NotSigned,
        Assurance = Assurance.PartnerAsserted,
        Checks = [new("Record", "Read from the partner's own file", Now.AddHours(-8), VerificationState.Valid, "The record is complete and its dates are in order.")],
        Format = CredentialFormat.Csv,
        Location = "harbor-2026-11.csv, line 12",
        Payload = $"{externalId},{achievement.ExternalId},ada@northfield.example,2026-03-02,82",
        PayloadSha256 = new string('a', 64),
        SourceUpdatedAt = Now.AddDays(-20),
        TakenAt = Now.AddHours(-8),
        FirstTakenAt = Now.AddHours(-8),
        SyncRunId = Night.HarborRun.Id,
    };

    private static User Person(string name, Role role) => new()
    {
        Name = name,
        Email = $"{role}@northfield.example",
        Role = role,
        DepartmentCode = role == Role.FacultyApprover ? "CS" : null,
    };
}
