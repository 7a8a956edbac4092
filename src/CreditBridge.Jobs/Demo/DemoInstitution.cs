using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Demo.Data;
using CreditBridge.Jobs.Demo.Files;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Demo;

/// <summary>An invented university in an empty database, and its partners' drop folders in the data folder.</summary>
public sealed class DemoInstitution(BridgeDbContext db, TimeProvider time)
{
    private const int LearnersAtOnce = 2_000, RulesAtOnce = 1_000;

    /// <summary>The files come first and the rows in one transaction after them: what breaks off is made again from the start.</summary>
    /// <returns>False when the database already has an institution; then nothing is done.</returns>
    public async Task<bool> CreateAsync(string dataFolder, DemoSize size, CancellationToken cancellation = default)
    {
        if (await db.Institutions.AnyAsync(cancellation))
            return false;
        var now = time.GetUtcNow().UtcDateTime;
        var institution = new Institution { Code = DemoFacts.Campus.Code, Name = DemoFacts.Campus.Name, TimeZone = DemoFacts.Campus.TimeZone, IsDemo = true };
        var today = institution.LocalDate(now);
        var book = DemoBook.Of(size);
        new DemoFiles(size, today, []).Write(dataFolder, book, cancellation);
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await db.TransactAsync(
                async () =>
                {
                    db.ChangeTracker.Clear();
                    db.Add(institution);
                    db.AddRange(Catalog(today));
                    await SaveAsync([.. Partners(book, now, today), .. People()], cancellation);
                    foreach (var rules in book.Rules.Chunk(RulesAtOnce))
                        await SaveAsync(rules.Select(rule => Published(rule, now)), cancellation);
                    var catalogue = DemoFacts.Courses.ToDictionary(course => course.Code);
                    var learners = new DemoLearners(size, today);
                    foreach (var numbers in Enumerable.Range(0, learners.Count).Chunk(LearnersAtOnce))
                        await SaveAsync(numbers.SelectMany(number => Rows(learners, number, catalogue, now)), cancellation);
                    return true;
                },
                cancellation);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = detects;
        }

        return true;
    }

    private async Task SaveAsync(IEnumerable<object> rows, CancellationToken cancellation)
    {
        db.AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static IEnumerable<object> Catalog(DateOnly today)
    {
        foreach (var department in DemoFacts.Campus.Departments)
            yield return new Department { Code = department.Code, Name = department.Name };
        foreach (var program in DemoFacts.Campus.Programs)
            yield return new Core.Catalog.Program
            {
                Code = program.Code,
                Name = program.Title,
                Level = program.Level,
                DepartmentCode = program.Department,
                Credits = program.Credits,
                RequiredCourses = [.. program.Requires],
            };
        foreach (var term in DemoFacts.Campus.Terms)
            yield return new Term
            {
                Code = term.Code,
                Name = term.Name,
                StartsOn = term.StartsOn,
                EndsOn = term.EndsOn,
                IsOpen = term.EndsOn >= today && term.StartsOn <= today.AddMonths(9),
            };
        foreach (var course in DemoFacts.Courses)
            yield return new Course
            {
                Subject = course.Subject,
                Number = course.Number,
                Code = course.Code,
                Title = course.Title,
                Credits = course.LeastCredits,
                MostCredits = course.MostCredits > course.LeastCredits ? course.MostCredits : null,
                Level = course.Level,
                DepartmentCode = DemoFacts.Campus.DepartmentOf(course.Subject).Code,
                Group = course.Group ?? course.Code,
                IsPlaceholder = course.IsPlaceholder,
                SourceUrl = course.Source,
            };
    }

    private static IEnumerable<object> Partners(DemoBook book, DateTime now, DateOnly today)
    {
        Dictionary<string, Guid> ids = [];
        foreach (var partner in DemoFacts.Partners)
        {
            var number = ids.Count + 1;
            var row = new Partner
            {
                Code = partner.Code,
                Name = partner.Name,
                Connector = "Folder",
                SendsStudentNumbers = partner.SendsStudentNumbers,
                Issuers = partner.Code == SignedFiles.Partner ? [.. SignedFiles.Issuers] : [],
                Agreement = $"REG-{today.Year - 1}-{number:000}",
                AgreementFrom = today.AddMonths(-11),
                // The second one ends within the month, so that the reminder has something to say.
                AgreementUntil = number == 2 ? today.AddDays(21) : today.AddMonths(13 + number),
                RetainRawDays = 730,
                Contacts = [new("Partner desk", "Outages, corrections", $"desk@{partner.Code}.example", "+1 555 0100"), new("Records office", "The agreement, quality", $"records@{partner.Code}.example")],
            };
            ids.Add(partner.Code, row.Id);
            row.QualityReviews.AddRange(Reviews(partner, now, today));
            yield return row;
        }

        foreach (var achievement in book.Achievements)
            yield return new Achievement
            {
                PartnerId = ids[achievement.Partner],
                ExternalId = achievement.Id,
                Name = achievement.Name,
                Skills = [.. achievement.Skills],
                Hours = achievement.Hours,
                Level = achievement.Level,
                AssessmentType = achievement.AssessmentType,
                Supervised = achievement.Supervised,
                IdentityChecked = achievement.IdentityChecked,
                Language = achievement.Language,
                Url = achievement.Url,
                SameLearning = achievement.SameLearning,
            };
    }

    /// <summary>A suspended partner was approved once.</summary>
    private static IEnumerable<QualityReview> Reviews(DemoPartner partner, DateTime now, DateOnly today)
    {
        if (partner.Review is not { } state)
            yield break;
        if (state is QualityState.Suspended)
            yield return Review(QualityState.Approved, now.AddDays(-400), null);
        yield return Review(state, now.AddDays(-120), state is QualityState.Suspended ? null : state is QualityState.Provisional ? today.AddDays(14) : today.AddMonths(8));

        static QualityReview Review(QualityState state, DateTime at, DateOnly? next) => new()
        {
            State = state,
            Reviewer = DemoFacts.Campus.People.First(person => person.Role == Role.Registrar).Name,
            Criteria = "Assessment, identity of the learner, workload, learning outcomes, records kept",
            Evidence = state is QualityState.Suspended ? "Two samples of assessed work could not be produced." : "Sample of assessed work and the partner's handbook",
            DecidedAt = at,
            NextReviewOn = next,
        };
    }

    /// <summary>The staff who can be chosen at sign-in; the first two learners can be chosen too.</summary>
    private static IEnumerable<object> People() => DemoFacts.Campus.People.Select(person => new User
    {
        Name = person.Name,
        Email = Mail(person.Name),
        Role = person.Role,
        DepartmentCode = person.Department,
    });

    private static EquivalencyRule Published(DemoRule rule, DateTime now)
    {
        var department = DemoFacts.Campus.DepartmentOf(rule.Subject);
        var from = DemoFacts.Campus.Terms[0].StartsOn;
        var version = new RuleVersion
        {
            Number = 1,
            Title = rule.Title,
            Definition = rule.Definition,
            Author = DemoFacts.Campus.People.First(person => person.Role == Role.Registrar).Name,
            CreatedAt = now.AddDays(-420),
            PublicNote = rule.PublicNote,
            PrivateNote = rule.PrivateNote,
            NextReviewOn = from.AddYears(3),
        };
        version.Submit();
        version.Approve(new Actor(department.Head, Role.FacultyApprover), now.AddDays(-410));
        version.Publish(from);
        var row = new EquivalencyRule { Code = rule.Code, Title = rule.Title, DepartmentCode = department.Code };
        row.Versions.Add(version);
        return row;
    }

    private static IEnumerable<object> Rows(DemoLearners learners, int number, IReadOnlyDictionary<string, DemoCourse> catalogue, DateTime now)
    {
        var learner = learners.At(number);
        var row = new Learner
        {
            StudentNumber = learner.StudentNumber,
            FirstStudentNumber = learner.StudentNumber,
            GivenName = learner.GivenName,
            FamilyName = learner.FamilyName,
            BirthOn = learner.BirthOn,
            Standing = learner.Standing,
            Level = learner.Level,
            ProgramCode = learner.ProgramCode,
            CatalogYear = learner.CatalogYear,
            Campus = learner.Campus,
            EntryTermCode = learner.EntryTermCode,
        };
        row.Identities.Add(new LearnerIdentity { LearnerId = row.Id, Key = RecipientKey.StudentNumber(learner.StudentNumber), ConfirmedAt = now.AddDays(-200) });
        row.Identities.Add(new LearnerIdentity { LearnerId = row.Id, Key = RecipientKey.Email(learner.CampusEmail), ConfirmedAt = now.AddDays(-200) });
        if (learner.PersonalEmail is { } own)
            row.Identities.Add(new LearnerIdentity { LearnerId = row.Id, Key = RecipientKey.Email(own), ConfirmedAt = learner.PersonalEmailConfirmed ? now.AddDays(-100) : null });
        row.Transcript.AddRange(learners.Transcript(learner, row.Id, catalogue));
        yield return row;
        if (number < 2)
            yield return new User { Name = learner.Name, Email = learner.CampusEmail, Role = Role.Learner, LearnerId = row.Id };
    }

    private static string Mail(string name) => $"{DemoLearners.Letters(name.Replace(' ', '.'))}@{DemoFacts.Campus.MailDomain}";
}
