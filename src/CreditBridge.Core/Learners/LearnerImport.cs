using CreditBridge.Core.Catalog;
using CreditBridge.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>
/// The roster by file: a learner a row, known by student number. The e-mail addresses of a roster are confirmed identities. A cell left empty empties what it stands for,
/// a column left out leaves it alone; addresses are only ever added.
/// </summary>
public sealed class LearnerImport(BridgeDbContext db, TimeProvider time) : TableImport(db, time)
{
    private readonly HashSet<Guid> _more = [];
    private Dictionary<string, Learner> _learners = [];
    private Dictionary<string, Guid> _owners = [];
    private HashSet<string> _programs = [];
    private HashSet<string> _terms = [];
    private Table? _table;

    public override string Kind => "learners";

    public override IReadOnlyList<string> Columns => [.. Needed, "birth_on", "program", "catalog_year", "campus", "entry_term", "advisor", "population", "language", "emails"];

    protected override IReadOnlyList<string> Needed => ["student_number", "given_name", "family_name", "standing", "level"];

    protected override string KeyOf(TableRow row) => row.Text("student_number", 100);

    protected override async Task PrepareAsync(IReadOnlyCollection<TableRow> rows, CancellationToken cancellation)
    {
        _more.Clear();
        _table = rows.First().Table;
        var numbers = rows.Select(KeyOf).ToList();
        _learners = await Db.Learners.AsTracking().Include(learner => learner.Identities)
            .Where(learner => EF.Parameter(numbers).Contains(learner.StudentNumber)).ToDictionaryAsync(learner => learner.StudentNumber, StringComparer.Ordinal, cancellation);
        var keys = rows.SelectMany(Emails).Distinct().ToList();
        _owners = (await Db.LearnerIdentities.Where(identity => identity.ConfirmedAt != null && EF.Parameter(keys).Contains(identity.Key)).Select(identity => new { identity.Key, identity.LearnerId }).ToListAsync(cancellation))
            .GroupBy(identity => identity.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().LearnerId, StringComparer.Ordinal);
        _programs = [.. await Db.Programs.Select(program => program.Code).ToListAsync(cancellation)];
        _terms = [.. await Db.Terms.Select(term => term.Code).ToListAsync(cancellation)];
    }

    protected override object Take(TableRow row)
    {
        var (number, given, family) = (KeyOf(row), row.Text("given_name", 200), row.Text("family_name", 200));
        var standing = row.One<LearnerStanding>("standing") ?? throw new FormatException($"'standing' is empty: one of {string.Join(", ", Enum.GetNames<LearnerStanding>())}.");
        var level = row.One<CourseLevel>("level") ?? throw new FormatException("'level' is empty: Lower, Upper or Graduate.");
        var (birth, campus, year) = (row.Day("birth_on"), row.TextOrNull("campus", 100), row.Whole("catalog_year"));
        var program = Known(row.TextOrNull("program", 40), _programs, "programme");
        var term = Known(row.TextOrNull("entry_term", 40), _terms, "term");
        var population = row.One<Population>("population") ?? Population.General;
        var language = row.TextOrNull("language", 10)?.ToLowerInvariant() ?? "en";
        if (language is not ("en" or "es"))
            throw new FormatException($"'language' is '{language}': en or es.");
        var emails = Emails(row).ToList();
        if (emails.Find(email => !IsAddress(email)) is { } wrong)
            throw new FormatException($"'{RecipientKey.Display(wrong)}' is no e-mail address.");
        var learner = _learners.GetValueOrDefault(number);
        if (emails.Find(email => _owners.TryGetValue(email, out var owner) && owner != learner?.Id) is { } taken)
            throw new FormatException($"{RecipientKey.Display(taken)} is another learner's already: an address belongs to one person.");

        if (learner?.MergedIntoId is not null)
            throw new FormatException($"{number} was merged into another record: its number is an alias there. Leave it out, or undo the merge.");
        if (learner is null)
            Db.Add(_learners[number] = learner = new Learner { StudentNumber = number, FirstStudentNumber = number, GivenName = given, FamilyName = family, Standing = standing, Level = level });
        (learner.GivenName, learner.FamilyName, learner.Standing, learner.Level) = (given, family, standing, level);
        learner.BirthOn = Has("birth_on") ? birth : learner.BirthOn;
        learner.ProgramCode = Has("program") ? program : learner.ProgramCode;
        learner.CatalogYear = Has("catalog_year") ? year : learner.CatalogYear;
        learner.Campus = Has("campus") ? campus : learner.Campus;
        learner.EntryTermCode = Has("entry_term") ? term : learner.EntryTermCode;
        learner.AdvisorEmail = Has("advisor") ? row.TextOrNull("advisor", 254)?.ToLowerInvariant() : learner.AdvisorEmail;
        foreach (var key in emails.Prepend(RecipientKey.StudentNumber(number)))
            Confirm(learner, key);
        return learner;
    }

    protected override bool HasMore(object entity) => _more.Contains(((Learner)entity).Id);

    protected override void Taken(object entity, ImportOutcome outcome)
    {
        if (outcome != ImportOutcome.Same)
            ((Learner)entity).EvaluationDueAt = Now;
    }

    private void Confirm(Learner learner, string key)
    {
        _owners[key] = learner.Id;
        var known = learner.Identities.Find(identity => identity.Key == key);
        if (known is { ConfirmedAt: not null })
            return;
        _more.Add(learner.Id);
        if (known is not null)
            known.ConfirmedAt = Now;
        else
            Db.Add(new LearnerIdentity { LearnerId = learner.Id, Key = key, ConfirmedAt = Now });
    }

    private static IEnumerable<string> Emails(TableRow row) => row.Several("emails").Select(RecipientKey.Email).Distinct(StringComparer.Ordinal);

    private static bool IsAddress(string key) => RecipientKey.Display(key) is { Length: <= 254 } address && address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < address.Length - 1 && !address.Any(char.IsWhiteSpace);

    private bool Has(string column) => _table!.Has(column);

    private static string? Known(string? code, HashSet<string> known, string what) =>
        code is null || known.Contains(code) ? code : throw new FormatException($"There is no {what} '{code}': import the {what}s first.");
}
