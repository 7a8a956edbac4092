using CreditBridge.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Catalog;

/// <summary>The catalogue's courses by file, one a row. Departments that it names are made with them. A file without a column for groups leaves them alone.</summary>
public sealed class CourseImport(BridgeDbContext db, TimeProvider time) : TableImport(db, time)
{
    private Dictionary<string, Course> _courses = [];
    private HashSet<string> _departments = [];

    public override string Kind => "courses";

    public override IReadOnlyList<string> Columns => [.. Needed, "most_credits", "group", "placeholder", "effective_from", "effective_to", "department_name"];

    protected override IReadOnlyList<string> Needed => ["subject", "number", "title", "credits", "level", "department"];

    protected override string KeyOf(TableRow row) => $"{row.Text("subject", 40)} {row.Text("number", 40)}".ToUpperInvariant();

    protected override async Task PrepareAsync(IReadOnlyCollection<TableRow> rows, CancellationToken cancellation)
    {
        var codes = rows.Select(KeyOf).ToList();
        _courses = await Db.Courses.AsTracking().Where(course => EF.Parameter(codes).Contains(course.Code)).ToDictionaryAsync(course => course.Code, cancellation);
        _departments = [.. await Db.Departments.Select(department => department.Code).ToListAsync(cancellation)];
    }

    protected override object Take(TableRow row)
    {
        var code = KeyOf(row);
        var (title, department, departmentName) = (row.Text("title"), row.Text("department", 40), row.TextOrNull("department_name"));
        var (least, most) = (row.Number("credits") ?? throw new FormatException("'credits' is empty."), row.Number("most_credits"));
        if (least < 0 || most < least || Math.Max(least, most ?? 0) > 100)
            throw new FormatException("Credits are from 0 to 100, and 'most_credits' is not less than 'credits'.");
        var level = row.One<CourseLevel>("level") ?? throw new FormatException("'level' is empty: Lower, Upper or Graduate.");
        var (group, placeholder, from, to) = (row.TextOrNull("group")?.ToUpperInvariant() ?? code, row.Yes("placeholder"), row.Day("effective_from"), row.Day("effective_to"));
        if (from > to)
            throw new FormatException("'effective_from' is after 'effective_to'.");
        if (!_courses.TryGetValue(code, out var course))
        {
            course = new Course { Subject = row["subject"].ToUpperInvariant(), Number = row["number"].ToUpperInvariant(), Code = code, Title = title, Credits = least, Level = level, DepartmentCode = department, Group = group, IsPlaceholder = placeholder };
            Db.Add(course);
        }
        else if (course.IsPlaceholder != placeholder)
        {
            throw new FormatException(placeholder ? $"{code} is a course: it can't become a placeholder." : $"{code} is a placeholder: write 'yes' in 'placeholder'.");
        }

        if (!row.Table.Has("group"))
            group = course.Group;
        (course.Title, course.Credits, course.MostCredits, course.Level, course.DepartmentCode, course.Group, course.EffectiveFrom, course.EffectiveTo) =
            (title, least, most == least ? null : most, level, department, group, from, to);
        if (_departments.Add(department))
            Db.Add(new Department { Code = department, Name = departmentName ?? department });
        return course;
    }
}
