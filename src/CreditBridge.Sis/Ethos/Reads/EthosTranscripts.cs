using System.Text.Json;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Ethos.Reads;

/// <summary>
/// What a learner has taken: <c>student-transcript-grades</c> for what has a grade, whichever it is, and <c>section-registrations</c> for what is under way or was left. A learner is known there
/// by the id of a person, which <c>persons</c> gives for a student number.
/// </summary>
internal sealed class EthosTranscripts(EthosReadOptions options, EthosReader reader, EthosPages pages, EthosCatalog catalog)
{
    public static readonly string[] Columns = ["student_number", "course", "term", "state", "grade", "credits"];

    private readonly Dictionary<string, (string? Course, string? Term)> _sections = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, JsonElement>? _grades;

    /// <exception cref="SisException">A transcript could not be read.</exception>
    public async Task<List<string?[]>> RowsAsync(string student, CancellationToken cancellation)
    {
        _grades ??= await pages.ByIdAsync("grade-definitions", 6, cancellation);
        var persons = await ReadAsync("persons", 12, new { credentials = new[] { new { type = options.StudentNumber, value = student } } }, cancellation);
        // A filter that is not understood gives everybody: then whose transcript it would be is not known.
        if (persons.Count > 1 || persons.Exists(person => !person.List("credentials").Any(credential => credential.Text("value") == student)))
            throw new SisException($"Ethos answered with other persons than the one who was asked for by {options.StudentNumber}: no transcript is read.");
        if (persons.Count == 0 || persons[0].Id() is not { } person)
            return [];
        var rows = new Dictionary<(string? Course, string? Term), string?[]>();
        foreach (var registration in await OwnAsync("section-registrations", 16, "registrant", person, cancellation))
        {
            var (course, term) = await SectionAsync(registration.Text("section.id"), cancellation);
            var isOn = registration.Text("status.registrationStatus") == "registered";
            if (isOn || registration.Text("status.sectionRegistrationStatusReason") == "withdrawn")
                rows[(course, term)] = [student, course, term, isOn ? "InProgress" : "Withdrawn", null, registration.Text("credit.registrationCredit")];
        }

        // A grade is the later word.
        foreach (var grade in await OwnAsync("student-transcript-grades", 1, "student", person, cancellation))
        {
            var (course, term) = (Course(grade.Text("course.detail.id")), Term(grade.Text("academicPeriod.id")));
            if (grade.Text("course.section.id") is { } section && (course is null || term is null))
            {
                var named = await SectionAsync(section, cancellation);
                (course, term) = (course ?? named.Course, term ?? named.Term);
            }

            var value = _grades.Named(grade.Text("grade.id"), "grade.value");
            var row = new[] { student, course ?? grade.Text("course.name"), term, StateOf(grade, value), value, grade.Text("credit.earnedCredit") is { } earned && earned != "0" ? earned : grade.Text("credit.attemptedCredit") };
            // A course repeated in its own term: what was passed counts.
            if (!rows.TryGetValue((row[1], term), out var other) || other[3] != "Passed")
                rows[(row[1], term)] = row;
        }

        return [.. rows.Values];
    }

    private string StateOf(JsonElement grade, string? value) =>
        Is(options.WithdrawnGrades, value) ? "Withdrawn"
        : Is(options.AuditedGrades, value) ? "Audited"
        : Is(options.IncompleteGrades, value) ? "Incomplete"
        : grade.Text("credit.earnedCredit") is { } earned && decimal.TryParse(earned, System.Globalization.CultureInfo.InvariantCulture, out var credits) && credits > 0 ? "Passed"
        : value is null ? "InProgress" : "Failed";

    private static bool Is(string[] grades, string? value) => value is not null && grades.Contains(value, StringComparer.OrdinalIgnoreCase);

    private async Task<(string? Course, string? Term)> SectionAsync(string? id, CancellationToken cancellation)
    {
        if (id is null)
            return default;
        if (!_sections.TryGetValue(id, out var known))
        {
            var answer = await reader.ReadAsync(HttpMethod.Get, $"/api/sections/{Uri.EscapeDataString(id)}", null, "application/vnd.hedtech.integration.v16+json", cancellation);
            if ((int)answer.Status == 406)
                throw new SisException("Ethos does not support version 16 of sections (406): transcripts can't be read.");
            var section = answer.Records("sections").Single();
            _sections[id] = known = (Course(section.Text("course.id")), Term(section.Text("academicPeriod.id")));
        }

        return known;
    }

    private string? Course(string? id) => id is null ? null : catalog.Courses.GetValueOrDefault(id);

    private string? Term(string? id) => id is null ? null : catalog.Terms.GetValueOrDefault(id);

    /// <summary>A person's own records. Anybody else's in the answer: the filter is not understood there.</summary>
    private async Task<List<JsonElement>> OwnAsync(string resource, int version, string whose, string person, CancellationToken cancellation)
    {
        var records = await ReadAsync(resource, version, new Dictionary<string, object> { [whose] = new { id = person } }, cancellation);
        return records.TrueForAll(record => string.Equals(record.Text($"{whose}.id"), person, StringComparison.OrdinalIgnoreCase)) ? records
            : throw new SisException($"Ethos answered with other people's {resource} than were asked for: no transcript is read.");
    }

    private Task<List<JsonElement>> ReadAsync(string resource, int version, object criteria, CancellationToken cancellation) =>
        pages.ReadAsync(resource, [version], JsonSerializer.Serialize(criteria), mayChange: true, cancellation);
}
