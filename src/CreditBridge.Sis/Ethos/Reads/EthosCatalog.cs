using System.Text.Json;
using CreditBridge.Sis.Files;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Ethos.Reads;

/// <summary>Terms, courses and programmes (<c>academic-periods</c>, <c>courses</c>, <c>academic-programs</c>), with what they name by id.</summary>
internal sealed class EthosCatalog(EthosReadOptions options, EthosPages pages)
{
    private IReadOnlyDictionary<string, JsonElement> _levels = new Dictionary<string, JsonElement>();
    private IReadOnlyDictionary<string, JsonElement> _units = new Dictionary<string, JsonElement>();

    /// <summary>Courses by id, as a transcript names them.</summary>
    public Dictionary<string, string> Courses { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Codes of terms by id.</summary>
    public Dictionary<string, string> Terms { get; } = new(StringComparer.OrdinalIgnoreCase);

    public async Task<SisTable> TermsAsync(CancellationToken cancellation)
    {
        var periods = await pages.ByIdAsync("academic-periods", 16, cancellation);
        foreach (var (id, period) in periods)
        {
            if (period.Text("code") is { } code)
                Terms[id] = code;
        }

        // Years and parts of terms are no terms that credit is posted into.
        return Of("terms", ["code", "name", "starts_on", "ends_on", "open"], periods.Values.Where(period => period.Text("category.type") is null or "term").Select(period => new[]
        {
            period.Text("code"), period.Text("title"), period.Day("startOn"), period.Day("endOn"), period.Text("registration") == "open" ? "yes" : "no",
        }));
    }

    public async Task<SisTable> CoursesAsync(CancellationToken cancellation)
    {
        var subjects = await pages.ByIdAsync("subjects", 6, cancellation);
        _levels = await pages.ByIdAsync("academic-levels", 6, cancellation);
        _units = await pages.ByIdAsync("educational-institution-units", 7, cancellation);
        var rows = new List<string?[]>();
        foreach (var (id, course) in await pages.ByIdAsync("courses", 16, cancellation))
        {
            var (subject, number) = (subjects.Named(course.Text("subject.id"), "abbreviation"), course.Text("number"));
            if (subject is not null && number is not null)
                Courses[id] = $"{subject} {number}".ToUpperInvariant();
            var credit = course.List("credits").FirstOrDefault();
            var unit = course.List("owningInstitutionUnits").Select(owner => owner.Text("institutionUnit.id")).FirstOrDefault();
            rows.Add([subject, number, course.List("titles").Select(title => title.Text("value")).FirstOrDefault(text => text is not null), credit.Text("minimum"), LevelOf(course, number),
                _units.Named(unit, "code") ?? subject, credit.Text("maximum"), course.Day("schedulingStartOn"), course.Day("schedulingEndOn"), _units.Named(unit, "title")]);
        }

        return Of("courses", ["subject", "number", "title", "credits", "level", "department", "most_credits", "effective_from", "effective_to", "department_name"], rows);
    }

    /// <summary>After <see cref="CoursesAsync"/>, which has read levels and units.</summary>
    public async Task<SisTable> ProgramsAsync(CancellationToken cancellation)
    {
        var programs = await pages.ByIdAsync("academic-programs", 15, cancellation);
        return Of("programs", ["code", "name", "level", "department", "credits"], programs.Values.Where(program => program.Text("status") is null or "active").Select(program =>
        {
            var level = _levels.Named(program.Text("academicLevel.id"), "code") ?? "";
            var unit = program.List("programOwners").Select(owner => owner.Id()).FirstOrDefault();
            return new[]
            {
                program.Text("code"), program.Text("title"), IsGraduate(level) ? "Graduate" : "Upper", _units.Named(unit, "code") ?? program.Text("code"),
                options.ProgramCredits.TryGetValue(level, out var credits) ? credits.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
            };
        }));
    }

    private static SisTable Of(string kind, IReadOnlyList<string> columns, IEnumerable<string?[]> rows) => new(kind, $"Ethos {kind}", CsvFile.Of(columns, rows), IsWhole: true);

    private bool IsGraduate(string level) => options.GraduateLevels.Contains(level, StringComparer.OrdinalIgnoreCase);

    /// <returns>Null where the number does not tell: the row is refused, and says so.</returns>
    private string? LevelOf(JsonElement course, string? number)
    {
        var levels = course.List("academicLevels").Select(level => _levels.Named(level.Id(), "code") ?? "").ToList();
        if (levels.Count > 0 && levels.TrueForAll(IsGraduate))
            return "Graduate";
        return number is { Length: > 0 } && char.IsAsciiDigit(number[0]) ? number[0] - '0' >= options.UpperFrom ? "Upper" : "Lower" : null;
    }
}
