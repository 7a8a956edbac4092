using CreditBridge.Core.Access;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class PolicyTests
{
    [TestMethod]
    public async Task Layer_SetWithAReason_IsSaidInWords_AndASecondEditorIsTold()
    {
        using var host = new WebHost();
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        var page = (await registrar.GetAsync("/policy/layer?scope=Institution")).HasStatus(200);
        (await registrar.SubmitAsync(page, "main form", ("Input.Caps[0].Credits", "many"))).Says("‘many’ is not possible here.").Has("input[value=many]", 1);
        (await registrar.SubmitAsync(page, "main form", ("Input.Caps[0].Credits", "60"))).Says("Say why the policy changes.").Has("input[value='60']", 1);
        (await registrar.SubmitAsync(page, "main form", ("Input.Caps[0].Credits", "60"), ("Input.Caps[0].Action", "Block"), ("Input.ResidencyLeast", "30"), ("Input.ResidencyOfLast", "60"), ("Input.Why", "Senate, 3 May"))).HasStatus(302);
        (await registrar.GetAsync("/policy")).Says("At most 60 credits: not granted unless a person decides so.", "30 of the last 60 credits are earned here: a person looks.");

        var second = (await registrar.GetAsync("/policy/layer?scope=Institution")).HasStatus(200);
        await registrar.SubmitAsync(second, "main form", ("Input.Caps[0].Credits", "50"), ("Input.Why", "Again"));
        (await registrar.SubmitAsync(second, "main form", ("Input.Caps[0].Credits", "40"), ("Input.Why", "Again"))).HasStatus(409).Says("Somebody else changed this layer meanwhile");
        Assert.AreEqual(50m, (await host.QueryAsync(db => db.PolicyLayers.SingleAsync())).Content.Caps.Single().Credits);
        (await registrar.GetAsync("/policy/layer?scope=Nonsense")).HasStatus(404);
        (await (await host.SignInAsync(host.Sample.Users.Single(user => user.Role == Role.Auditor))).GetAsync("/policy/layer?scope=Institution")).HasStatus(403);
    }
}
