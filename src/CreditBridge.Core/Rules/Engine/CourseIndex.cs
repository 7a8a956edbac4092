namespace CreditBridge.Core.Rules;

/// <summary>Courses and their groups by code, and what each programme requires. Upper and lower case are alike.</summary>
internal sealed class CourseIndex
{
    private readonly Dictionary<string, CourseEntry> _courses;
    private readonly Dictionary<string, int> _groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, decimal?> _programCredits = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<int>> _required = new(StringComparer.OrdinalIgnoreCase);

    public CourseIndex(CatalogFacts catalog)
    {
        _courses = new(catalog.Courses.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var course in catalog.Courses)
            _courses[course.Code] = Entry(course.Code, course);
        foreach (var program in catalog.Programs)
        {
            _programCredits[program.Code] = program.Credits;
            _required[program.Code] = [.. program.RequiredCourses.Select(course => Intern(course).Group)];
        }
    }

    /// <summary>The course, also one that the catalogue does not have.</summary>
    public CourseEntry Intern(string code)
    {
        if (!_courses.TryGetValue(code, out var entry))
            _courses[code] = entry = Entry(code, null);
        return entry;
    }

    public CourseEntry? Find(string code) => _courses.GetValueOrDefault(code);

    public IReadOnlySet<int>? RequiredBy(string program) => _required.GetValueOrDefault(program);

    /// <summary>The credits of a whole programme.</summary>
    public decimal? CreditsOf(string program) => _programCredits.GetValueOrDefault(program);

    public int? GroupOf(string groupName) => _groups.TryGetValue(groupName, out var group) ? group : null;

    private CourseEntry Entry(string code, CourseFacts? facts)
    {
        var name = facts?.Group ?? code;
        if (!_groups.TryGetValue(name, out var group))
            _groups[name] = group = _groups.Count;
        return new CourseEntry(code, facts, group, name);
    }
}
