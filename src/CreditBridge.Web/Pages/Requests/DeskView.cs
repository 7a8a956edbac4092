using CreditBridge.Core.Data;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>What has happened to a request and who has it: its history, files, and the names that go with them.</summary>
/// <param name="Assignee">Who looks at it; null: nobody.</param>
/// <param name="Department">Whose faculty is asked.</param>
/// <param name="Departments">Those it can be sent to: they have somebody who answers.</param>
/// <param name="Suggested">The department of the lines that are open, where it is one.</param>
internal sealed record DeskView(
    IReadOnlyList<RequestEntry> Entries, IReadOnlyList<Attachment> Attachments, string? Assignee, string? Department, IReadOnlyList<(string Code, string Name)> Departments, string? Suggested, IReadOnlyList<Letter> Letters)
{
    public static async Task<DeskView> OfAsync(BridgeDbContext db, CreditRequest request, CancellationToken cancel)
    {
        var entries = await db.RequestEntries.AsNoTracking().Where(entry => entry.RequestId == request.Id).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToListAsync(cancel);
        var files = await db.Attachments.AsNoTracking().Where(file => file.RequestId == request.Id).OrderBy(file => file.AddedAt).ThenBy(file => file.Id).ToListAsync(cancel);
        var assignee = request.AssigneeId is { } id ? await db.Users.Where(user => user.Id == id).Select(user => user.Name).SingleOrDefaultAsync(cancel) : null;
        var departments = await (
            from department in db.Departments
            where db.Users.Any(user => user.DepartmentCode == department.Code && user.Role == Core.Access.Role.FacultyApprover && user.DisabledAt == null)
            orderby department.Name
            select new { department.Code, department.Name }).ToListAsync(cancel);
        var own = await LineDepartments.ReadAsync(db, request.Lines, cancel);
        var codes = request.Lines.Where(line => line.State == LineState.Open).SelectMany(own.Of).Distinct().ToList();
        var asked = request.DepartmentCode is { } code ? await db.Departments.Where(department => department.Code == code).Select(department => department.Name).SingleOrDefaultAsync(cancel) ?? code : null;
        var letters = await db.Letters.AsNoTracking().Where(letter => letter.RequestId == request.Id).OrderByDescending(letter => letter.WrittenAt).ToListAsync(cancel);
        return new(entries, files, assignee, asked, departments.ConvertAll(one => (one.Code, one.Name)), codes.Count == 1 ? codes[0] : null, letters);
    }
}
