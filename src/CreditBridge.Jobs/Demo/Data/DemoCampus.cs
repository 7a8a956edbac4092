using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;

namespace CreditBridge.Jobs.Demo.Data;

/// <summary>The invented university: what is written by hand in institution.json.</summary>
/// <param name="People">Who can be chosen at sign-in.</param>
internal sealed record DemoCampus(
    string Name,
    string Code,
    string TimeZone,
    string MailDomain,
    IReadOnlyList<DemoDepartment> Departments,
    IReadOnlyList<DemoProgram> Programs,
    IReadOnlyList<DemoTerm> Terms,
    IReadOnlyList<DemoPerson> People)
{
    public DemoDepartment DepartmentOf(string subject) => Departments.First(department => department.Subjects.Contains(subject));
}

/// <param name="Head">Approves the rules of the department.</param>
internal sealed record DemoDepartment(string Code, string Name, string Head, IReadOnlyList<string> Subjects);

internal sealed record DemoProgram(string Code, string Title, CourseLevel Level, string Department, decimal Credits, IReadOnlyList<string> Requires);

internal sealed record DemoTerm(string Code, string Name, DateOnly StartsOn, DateOnly EndsOn);

internal sealed record DemoPerson(string Name, Role Role, string? Department);
