using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Users;

/// <summary>Somebody's delegations, as the own page and the administrator's show them.</summary>
/// <param name="Colleagues">To whom it may go.</param>
/// <param name="Given">Those that are not over.</param>
internal sealed record DelegationView(IReadOnlyList<User> Colleagues, IReadOnlyList<DelegationView.Row> Given, IReadOnlyList<DelegationView.Row> Taken)
{
    public static async Task<DelegationView> ReadAsync(BridgeDbContext db, User person, DateOnly today, CancellationToken cancel)
    {
        var open = from delegation in db.Delegations.AsNoTracking()
                   where delegation.EndedAt == null && delegation.LastOn >= today && (delegation.FromUserId == person.Id || delegation.ToUserId == person.Id)
                   join giver in db.Users on delegation.FromUserId equals giver.Id
                   join taker in db.Users on delegation.ToUserId equals taker.Id
                   orderby delegation.FirstOn
                   select new Row(delegation.Id, delegation.FromUserId, giver.Name, taker.Name, delegation.FirstOn, delegation.LastOn, delegation.Reason);
        var rows = await open.Take(100).ToListAsync(cancel);
        return new(
            await Delegating.Colleagues(db, person).AsNoTracking().OrderBy(user => user.Name).Take(200).ToListAsync(cancel),
            rows.FindAll(row => row.FromUserId == person.Id), rows.FindAll(row => row.FromUserId != person.Id));
    }

    internal sealed record Row(Guid Id, Guid FromUserId, string From, string To, DateOnly FirstOn, DateOnly LastOn, string Reason);
}
