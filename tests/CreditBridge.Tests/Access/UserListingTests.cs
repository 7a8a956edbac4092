using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Access;

[TestClass]
public sealed class UserListingTests
{
    [TestMethod]
    [DatabaseData]
    public async Task Change_TwoAdministratorsDemotingEachOtherAtOnce_OneRemains(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider);
        for (var round = 0; round < 5; round++)
        {
            var (ann, bob) = (Administrator($"ann{round}"), Administrator($"bob{round}"));
            await bridge.AddAsync(ann, bob);
            var refused = await Task.WhenAll(Task.Run(() => DemoteAsync(bridge, ann, bob)), Task.Run(() => DemoteAsync(bridge, bob, ann)));
            Assert.ContainsSingle(refused.Where(sentence => sentence is not null));
            Assert.AreEqual(1, await bridge.DbAsync(db => db.Users.CountAsync(user => user.Role == Role.Administrator && user.DisabledAt == null)));
            await bridge.DbAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, Role.Auditor)));
        }
    }

    private static User Administrator(string name) => new() { Name = name, Email = $"{name}@northfield.example", Role = Role.Administrator };

    /// <returns>Why not; null when it was done.</returns>
    private static async Task<string?> DemoteAsync(TestBridge bridge, User by, User whom)
    {
        try
        {
            await bridge.InScopeAsync<UserListing>(listing => listing.ChangeAsync(whom.Id, Role.Auditor, null, "Both at once", new Actor(by.Name, Role.Administrator, by.Id), default));
            return null;
        }
        catch (IllegalMoveException refused)
        {
            return refused.Message;
        }
    }
}
