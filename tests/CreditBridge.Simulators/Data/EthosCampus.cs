using System.Text.Json.Nodes;

namespace CreditBridge.Simulators;

/// <summary>What an institution behind Ethos has of courses, terms, programmes and transcripts, in the shape of its resources.</summary>
public sealed class EthosCampus
{
    public const string Term = "2026FA";
    public const string InProgress = "in progress";
    public const string Withdrawn = "withdrawn";

    /// <summary>The version of each resource that is supported.</summary>
    public static readonly Dictionary<string, int> Versions = new()
    {
        ["academic-periods"] = 16,
        ["courses"] = 16,
        ["academic-programs"] = 15,
        ["subjects"] = 6,
        ["academic-levels"] = 6,
        ["educational-institution-units"] = 7,
        ["persons"] = 12,
        ["student-transcript-grades"] = 1,
        ["section-registrations"] = 16,
        ["sections"] = 16,
        ["grade-definitions"] = 6,
    };

    private readonly Dictionary<string, List<JsonObject>> _resources = Versions.Keys.ToDictionary(name => name, _ => new List<JsonObject>());

    public EthosCampus()
    {
        Add("academic-levels", "UG", new { code = "UG", title = "Undergraduate" });
        Add("academic-levels", "GR", new { code = "GR", title = "Graduate" });
        Add("educational-institution-units", "SCI", new { code = "SCI", title = "Sciences", type = "department" });
        Add("academic-periods", Term, new { code = Term, title = "Fall 2026", startOn = "2026-08-20T00:00:00-05:00", endOn = "2026-12-20T00:00:00-06:00", category = new { type = "term" }, registration = "open" });
        Add("academic-periods", "2026", new { code = "2026", title = "Academic year", startOn = "2026-08-01T00:00:00Z", endOn = "2027-07-31T00:00:00Z", category = new { type = "year" } });
        Add("academic-programs", "BS-CHEM", new { code = "BS-CHEM", title = "Chemistry, BS", academicLevel = new { id = IdOf("UG") }, programOwners = new[] { new { id = IdOf("SCI") } }, status = "active" });
        foreach (var grade in new[] { "A", "F", "W", "I" })
            Add("grade-definitions", $"grade {grade}", new { grade = new { type = "letter", value = grade } });
    }

    /// <summary>Gives everybody's records, whatever the filter says.</summary>
    public bool IgnoresCriteria { get; set; }

    /// <summary>Called before a page is given: the world goes on between two pages.</summary>
    public Action<string>? BeforePage { get; set; }

    public IReadOnlyList<JsonObject> this[string resource] => _resources[resource];

    public static string IdOf(string name) => new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name))[..16]).ToString();

    public void AddCourse(string subject, string number, string title, decimal credits = 3, string level = "UG")
    {
        if (!_resources["subjects"].Exists(known => (string)known["abbreviation"]! == subject))
            Add("subjects", $"subject {subject}", new { abbreviation = subject, title = subject });
        Add("courses", $"{subject} {number}", new
        {
            titles = new[] { new { value = title } },
            subject = new { id = IdOf($"subject {subject}") },
            number,
            academicLevels = new[] { new { id = IdOf(level) } },
            owningInstitutionUnits = new[] { new { institutionUnit = new { id = IdOf("SCI") }, ownershipPercentage = 100 } },
            credits = new[] { new { creditCategory = new { creditType = "institution" }, measure = "credit", minimum = credits } },
        });
    }

    public void RemoveCourse(string code) => _resources["courses"].RemoveAll(course => (string)course["id"]! == IdOf(code));

    /// <param name="grade">A, F, W or I; or <see cref="InProgress"/> or <see cref="Withdrawn"/>, which are registrations without a grade.</param>
    public void AddTaken(string student, string code, string grade, decimal credits = 3)
    {
        var person = IdOf($"person {student}");
        if (!_resources["persons"].Exists(known => (string)known["id"]! == person))
            Add("persons", $"person {student}", new { names = Array.Empty<object>(), credentials = new[] { new { type = "bannerId", value = student } } });
        Add("sections", $"section {code}", new { course = new { id = IdOf(code) }, academicPeriod = new { id = IdOf(Term) } });
        if (grade is InProgress or Withdrawn)
        {
            Add("section-registrations", $"{student} {code}", new
            {
                registrant = new { id = person },
                section = new { id = IdOf($"section {code}") },
                status = new { registrationStatus = grade == InProgress ? "registered" : "notRegistered", sectionRegistrationStatusReason = grade == InProgress ? "registered" : "withdrawn" },
            });
        }
        else
        {
            Add("student-transcript-grades", $"{student} {code} {grade}", new
            {
                student = new { id = person },
                course = new { section = new { id = IdOf($"section {code}") }, detail = new { id = IdOf(code) } },
                academicPeriod = new { id = IdOf(Term) },
                grade = new { id = IdOf($"grade {grade}") },
                credit = new { attemptedCredit = credits, earnedCredit = grade == "A" ? credits : 0 },
            });
        }
    }

    /// <summary>What a filter lets through; null: everything.</summary>
    public IReadOnlyList<JsonObject> Find(string resource, JsonObject? criteria) => criteria is null || IgnoresCriteria ? _resources[resource] : _resources[resource].FindAll(record =>
        resource == "persons"
            ? record["credentials"]!.AsArray().Any(credential => criteria["credentials"]!.AsArray().Any(asked => JsonNode.DeepEquals(asked, credential)))
            : criteria.All(asked => JsonNode.DeepEquals(asked.Value, record[asked.Key])));

    private void Add(string resource, string name, object record)
    {
        var made = (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(record)!;
        made["id"] = IdOf(name);
        if (!_resources[resource].Exists(known => (string)known["id"]! == (string)made["id"]!))
            _resources[resource].Add(made);
    }
}
