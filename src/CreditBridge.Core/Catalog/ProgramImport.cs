using CreditBridge.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Catalog;

/// <summary>Degree programmes by file, with the courses that each requires. A file without a column for these leaves them alone, and a known programme keeps its credits where the cell is empty.</summary>
public sealed class ProgramImport(BridgeDbContext db, TimeProvider time) : TableImport(db, time)
{
    private Dictionary<string, Program> _programs = [];
    private HashSet<string> _courses = [];
    private HashSet<string> _departments = [];
    private List<string> _changed = [];

    public override string Kind => "programs";

    public override IReadOnlyList<string> Columns => [.. Needed, "required_courses"];

    protected override IReadOnlyList<string> Needed => ["code", "name", "level", "department", "credits"];

    protected override string KeyOf(TableRow row) => row.Text("code", 40);

    protected override async Task PrepareAsync(IReadOnlyCollection<TableRow> rows, CancellationToken cancellation)
    {
        _changed = [];
        _programs = await Db.Programs.AsTracking().ToDictionaryAsync(program => program.Code, StringComparer.OrdinalIgnoreCase, cancellation);
        _courses = [.. await Db.Courses.Select(course => course.Code).ToListAsync(cancellation)];
        _departments = [.. await Db.Departments.Select(department => department.Code).ToListAsync(cancellation)];
    }

    protected override object Take(TableRow row)
    {
        var (code, name, department) = (KeyOf(row), row.Text("name"), row.Text("department", 40));
        var level = row.One<CourseLevel>("level") ?? throw new FormatException("'level' is empty: Lower, Upper or Graduate.");
        var credits = row.Number("credits") ?? _programs.GetValueOrDefault(code)?.Credits;
        if (credits is not (> 0 and <= 1_000))
            throw new FormatException("'credits' is a number above 0.");
        var required = row.Several("required_courses").Select(course => course.ToUpperInvariant()).Distinct().ToList();
        var unknown = required.Where(course => !_courses.Contains(course)).ToList();
        if (unknown.Count > 0)
            throw new FormatException($"The catalogue has no {string.Join(", ", unknown)}: import the courses first.");
        if (!_programs.TryGetValue(code, out var program))
            Db.Add(_programs[code] = program = new Program { Code = code, Name = name, Level = level, DepartmentCode = department, Credits = credits.Value });
        (program.Name, program.Level, program.DepartmentCode, program.Credits) = (name, level, department, credits.Value);
        if (row.Table.Has("required_courses") && !program.RequiredCourses.SequenceEqual(required))
            program.RequiredCourses = required;
        if (_departments.Add(department))
            Db.Add(new Department { Code = department, Name = department });
        return program;
    }

    protected override void Taken(object entity, ImportOutcome outcome)
    {
        if (outcome == ImportOutcome.Changed)
            _changed.Add(((Program)entity).Code);
    }

    /// <summary>What a programme requires decides which credit is chosen: its learners are evaluated next.</summary>
    protected override Task SettleAsync(CancellationToken cancellation) =>
        Db.Learners.Where(learner => learner.ProgramCode != null && EF.Parameter(_changed).Contains(learner.ProgramCode)).ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, Now), cancellation);
}
