using CreditBridge.Core.Access;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Letters;

/// <summary>Once a local day each member of staff for whom something waits gets one letter that says what. Who has nothing to do gets none.</summary>
public sealed class StaffDigest(BridgeDbContext db, LetterWriting letters, TimeProvider time)
{
    private static readonly Role[] Readers = [Role.Evaluator, Role.Registrar, Role.FacultyApprover];

    /// <returns>How many letters were written; 0 when today's were written before.</returns>
    public Task<int> WriteAsync(CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
        var today = institution.LocalDate(time.GetUtcNow().UtcDateTime);
        var lately = time.GetUtcNow().UtcDateTime.AddDays(-2);
        var earlier = await db.Letters.Where(letter => letter.Event == LetterEvent.StaffDigest && letter.WrittenAt > lately).Select(letter => new { letter.To, letter.WrittenAt }).ToListAsync(cancellation);
        var written = earlier.Where(letter => institution.LocalDate(letter.WrittenAt) == today).Select(letter => letter.To).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var office = await OfficeAsync(today, cancellation);
        var partners = await PartnersAsync(today, cancellation);
        var count = 0;
        foreach (var user in await db.Users.AsNoTracking().Where(user => user.DisabledAt == null && Readers.Contains(user.Role)).ToListAsync(cancellation))
        {
            var waits = user.Role == Role.FacultyApprover ? await FacultyAsync(user, today, cancellation) : [.. office, .. await OwnAsync(user, cancellation), .. RolePermissions.Allows(user.Role, Permissions.EditPartners) ? partners : []];
            if (waits.Count == 0 || written.Contains(user.Email))
                continue;
            await letters.ToUserAsync(LetterEvent.StaffDigest, user, null, new Dictionary<string, string> { ["text"] = string.Join('\n', waits.Select(sentence => $"- {sentence}")) }, cancellation);
            count++;
        }

        return count;
    }, cancellation);

    private async Task<List<string>> OfficeAsync(DateOnly today, CancellationToken cancellation)
    {
        var waiting = db.CreditRequests.Where(request => request.State == RequestState.Submitted || request.State == RequestState.InEvaluation || request.State == RequestState.Appealed);
        return Said(
            (await waiting.CountAsync(cancellation), "request waits for the office", "requests wait for the office"),
            (await waiting.CountAsync(request => request.PromisedOn < today, cancellation), "of them is past its promise", "of them are past their promise"),
            (await waiting.CountAsync(request => request.State == RequestState.Appealed, cancellation), "of them is an appeal", "of them are appeals"),
            (await db.GrantCases.CountAsync(row => row.State == CaseState.Open, cancellation), "case about granted credit is open", "cases about granted credit are open"),
            (await db.Letters.CountAsync(letter => letter.State == LetterState.Failed, cancellation), "letter could not be sent", "letters could not be sent"));
    }

    private async Task<List<string>> OwnAsync(User user, CancellationToken cancellation) => Said(
        (await db.CreditRequests.CountAsync(request => request.AssigneeId == user.Id && request.State != RequestState.Decided && request.State != RequestState.Withdrawn, cancellation), "request is in your hands", "requests are in your hands"));

    private async Task<List<string>> PartnersAsync(DateOnly today, CancellationToken cancellation)
    {
        var due = await PartnersDue.ReadAsync(db, today, cancellation);
        return Said(
            (due.ReviewsOver, "partner's quality review is overdue", "partners' quality reviews are overdue"),
            (due.ReviewsSoon, $"partner's quality review is due within {PartnersDue.DaysAhead} days", $"partners' quality reviews are due within {PartnersDue.DaysAhead} days"),
            (due.AgreementsOver, "agreement with a partner is over", "agreements with partners are over"),
            (due.AgreementsSoon, $"agreement with a partner ends within {PartnersDue.DaysAhead} days", $"agreements with partners end within {PartnersDue.DaysAhead} days"));
    }

    private async Task<List<string>> FacultyAsync(User user, DateOnly today, CancellationToken cancellation)
    {
        var departments = await ActingFor.DepartmentsAsync(db, user.Id, today, cancellation);
        var asked = db.CreditRequests.Where(request => request.State == RequestState.WithFaculty && request.DepartmentCode != null && departments.Contains(request.DepartmentCode));
        return Said(
            (await asked.CountAsync(cancellation), "request waits for your department", "requests wait for your department"),
            (await asked.CountAsync(request => request.TurnDueOn < today, cancellation), "of them is overdue", "of them are overdue"));
    }

    private static List<string> Said(params ReadOnlySpan<(int Count, string One, string Many)> counts)
    {
        List<string> said = [];
        foreach (var (count, one, many) in counts)
        {
            if (count > 0)
                said.Add($"{count} {(count == 1 ? one : many)}.");
        }

        return said;
    }
}
