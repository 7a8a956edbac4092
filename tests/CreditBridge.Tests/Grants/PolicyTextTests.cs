using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Grants;

[TestClass]
public sealed class PolicyTextTests
{
    [TestMethod]
    public async Task Grant_KeepsThePolicyThatWasInForce()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.AddAsync(
        [
            new PolicyLayer { Scope = PolicyScope.Institution, Content = new PolicyContent { Caps = [new CreditCap(CapAction.Warn, 60)] } },
            new PolicyLayer { Scope = PolicyScope.Partner, ScopeCode = "other", Content = new PolicyContent { Caps = [new CreditCap(CapAction.Warn, 7)] } },
        ]);
        bridge.Drop(SmallUniversity.Acme, "a.csv", SmallUniversity.Csv(SmallUniversity.Row("c1", SmallUniversity.Ada)));
        await bridge.NightAsync();
        var text = (await bridge.DbAsync(db => db.CreditGrants.SingleAsync())).PolicyText;
        StringAssert.Contains(text, "At most 60 credits: granted with a notice, set for the institution.");
        Assert.DoesNotContain("At most 7", text, "What another partner's layer sets is not in force here.");
    }
}
