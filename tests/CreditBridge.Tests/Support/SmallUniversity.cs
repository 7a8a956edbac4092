using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Rules;

namespace CreditBridge.Tests.Support;

/// <summary>
/// One partner, two courses, two rules, three learners: enough that every number can be counted by hand. 'basics' gives MATH 1431 by itself at
/// 70 of 100; 'advanced' gives CHEM 1311 after a person has looked.
/// </summary>
internal static class SmallUniversity
{
    public const string Acme = "acme";
    public const string Header = "id,achievement_id,achievement_name,recipient_email,recipient_student_number,issued_on,expires_on,status,scale,result,result_max,updated_at";

    public static string Ada => "ada@example.edu";

    public static string Row(string id, string email, string achievement = "basics", string result = "82", string issued = "2026-05-01", string status = "active", string updated = "2026-05-02T00:00:00Z") =>
        $"{id},{achievement},Acme {achievement},{email},,{issued},,{status},percent,{result},100,{updated}";

    public static string Csv(params IEnumerable<string> rows) => Header + "\n" + string.Join("\n", rows) + "\n";

    public static async Task<TestBridge> WithSmallUniversityAsync(this Task<TestBridge> creating, QualityState quality = QualityState.Approved)
    {
        var bridge = await creating;
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        var partner = new Partner { Code = Acme, Name = "Acme Academy", Connector = "Folder" };
        partner.QualityReviews.Add(new QualityReview { State = quality, Reviewer = "Rosa Registrar", Criteria = "Assessment reviewed", DecidedAt = now.AddYears(-1) });
        await bridge.AddAsync(
        [
            new Institution { Code = "SMALL", Name = "Small University", TimeZone = "America/Chicago" },
            new Term { Code = "2026FA", Name = "Fall 2026", StartsOn = new(2026, 8, 20), EndsOn = new(2026, 12, 20), IsOpen = true },
            new Department { Code = "SCI", Name = "Sciences" },
            CourseOf("MATH", "1431"),
            CourseOf("CHEM", "1311"),
            partner,
            new Achievement { PartnerId = partner.Id, ExternalId = "basics", Name = "Acme basics" },
            new Achievement { PartnerId = partner.Id, ExternalId = "advanced", Name = "Acme advanced" },
            Rule("EQ-00001", "Acme basics", "basics", "MATH 1431", autoGrant: true, now),
            Rule("EQ-00002", "Acme advanced", "advanced", "CHEM 1311", autoGrant: false, now),
            LearnerOf("S1", "Ada", Ada, now),
            LearnerOf("S2", "Ben", "ben@example.edu", now),
            LearnerOf("S3", "Cy", "cy@example.edu", now),
        ]);
        bridge.PartnerFolder(Acme);
        return bridge;
    }

    public static Learner LearnerOf(string number, string name, string email, DateTime now)
    {
        var learner = new Learner
        {
            StudentNumber = number,
            FirstStudentNumber = number,
            GivenName = name,
            FamilyName = "Learner",
            Standing = LearnerStanding.Enrolled,
            Level = CourseLevel.Lower,
        };
        learner.Identities.Add(new LearnerIdentity { Key = RecipientKey.Email(email), ConfirmedAt = now });
        return learner;
    }

    public static EquivalencyRule Rule(string code, string title, string achievement, string course, bool autoGrant, DateTime now)
    {
        var rule = new EquivalencyRule { Code = code, Title = title, DepartmentCode = "SCI" };
        var version = new RuleVersion
        {
            Number = 1,
            Title = title,
            Author = "Ann Author",
            CreatedAt = now,
            Definition = new RuleDefinition(
                new Earned(new AchievementSelector(Acme, achievement), new Conditions { Result = new PercentResult(Least: 70) }),
                [new CourseCredit("1", course)],
                RuleScope.Everyone,
                new RuleBasis(Basis.FacultyReview),
                AutoGrant: autoGrant),
        };
        version.Submit();
        version.Approve(new Actor("Fay Faculty", Role.FacultyApprover), now);
        version.Publish(new DateOnly(2020, 1, 1));
        rule.Versions.Add(version);
        return rule;
    }

    private static Course CourseOf(string subject, string number) => new()
    {
        Subject = subject,
        Number = number,
        Code = $"{subject} {number}",
        Title = $"{subject} one",
        Credits = 3,
        Level = CourseLevel.Lower,
        DepartmentCode = "SCI",
        Group = $"{subject} {number}",
    };
}
