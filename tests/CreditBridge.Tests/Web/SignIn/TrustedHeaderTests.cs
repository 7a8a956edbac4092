using System.Net;
using CreditBridge.Core.Access;
using CreditBridge.Tests.Web.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditBridge.Tests.Web.SignIn;

[TestClass]
public sealed class TrustedHeaderTests
{
    private const string Front = "10.1.0.7";
    private static readonly (string, string)[] Staff = [("X-Subject", "u-1@campus"), ("X-Name", "Mira Novak"), ("X-Mail", "mira@campus.example"), ("X-Groups", "all;cb-staff")];

    [TestMethod]
    public async Task Headers_OfTheFront_SignIn()
    {
        using var host = Host(Front);
        var visitor = host.Visit();
        (await visitor.GetAsync("/sign-in/campus?returnUrl=%2Fgrants", Staff)).LeadsTo("/grants");
        (await visitor.GetAsync("/grants")).HasStatus(200);
        var user = await host.QueryAsync(db => db.Users.SingleAsync(user => user.IdentitySubject == "u-1@campus"));
        Assert.AreEqual((Role.Evaluator, "Mira Novak", "saml-front"), (user.Role, user.Name, user.IdentityIssuer));
        (await host.Visit().GetAsync("/sign-in/campus", ("X-Subject", "s-1"), ("X-Mail", "b@campus.example"), ("X-Number", host.Sample.Ben.StudentNumber))).LeadsTo("/my-credit");
        (await host.Visit().GetAsync("/sign-in/campus")).LeadsTo("/sign-in?refused=NotProven");
    }

    [TestMethod]
    [DataRow("10.1.1.7")]
    [DataRow("127.0.0.1")]
    [DataRow("::1")]
    [DataRow("")]
    public async Task Headers_OfAnybodyElse_AreTakenOff(string peer)
    {
        var seen = "";
        using var host = Host(peer, seen: context => seen = context.Request.Headers["x-subject"].ToString());
        (await host.Visit().GetAsync("/sign-in/campus", Staff)).LeadsTo("/sign-in?refused=NotProven");
        (await host.Visit().GetAsync("/sign-in/campus", [.. Staff, ("X-Forwarded-For", Front)])).LeadsTo("/sign-in?refused=NotProven");
        Assert.AreEqual(0, await host.QueryAsync(db => db.UserSessions.CountAsync()));
        Assert.AreEqual("", seen);
    }

    [TestMethod]
    public async Task Front_SeenThroughIPv6_IsTheFront()
    {
        using var host = Host($"::ffff:{Front}");
        (await host.Visit().GetAsync("/sign-in/campus", Staff)).LeadsTo("/dashboard");
    }

    [TestMethod]
    public async Task Header_ThatCameTwice_NamesNobody()
    {
        using var host = Host(Front);
        foreach (var (name, value) in ((string, string)[])[("X-Subject", "admin"), ("X-Groups", "cb-admins")])
            (await host.Visit().GetAsync("/sign-in/campus", [.. Staff, (name, value)])).LeadsTo("/sign-in?refused=NotProven");
    }

    [TestMethod]
    [DataRow("ProxyAddresses:0", "", "does not start without")]
    [DataRow("ProxyAddresses:0", "the-front", "addresses or networks")]
    [DataRow("ProxyAddresses:0", "0.0.0.0/0", "names the whole world")]
    [DataRow("EmailHeader", "", "needs EmailHeader")]
    [DataRow("/FORWARDEDHEADERS_ENABLED", "true", "lets a caller name an address")]
    [DataRow("/SignIn:OpenIdConnect:Authority", "https://login.example.edu", "both set")]
    public void Mode_ThatTrustsStrangers_DoesNotStart(string setting, string value, string sentence)
    {
        using var host = Host(Front);
        host.Settings[setting.StartsWith('/') ? setting[1..] : $"SignIn:TrustedHeader:{setting}"] = value;
        if (value.Length == 0)
            host.Settings.Remove($"SignIn:TrustedHeader:{setting}");
        Assert.Contains(sentence, Assert.ThrowsExactly<OptionsValidationException>(() => host.Visit()).Message);
    }

    private static WebHost Host(string peer, Action<Microsoft.AspNetCore.Http.HttpContext>? seen = null)
    {
        var host = new WebHost { Configure = services => services.AddSingleton<IStartupFilter>(new Peer(peer, seen)) };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["TrustedHeader:SubjectHeader"] = "X-Subject",
            ["TrustedHeader:NameHeader"] = "X-Name",
            ["TrustedHeader:EmailHeader"] = "X-Mail",
            ["TrustedHeader:StudentNumberHeader"] = "X-Number",
            ["TrustedHeader:ClaimHeaders:0"] = "X-Groups",
            ["TrustedHeader:ProxyAddresses:0"] = "10.1.0.0/24",
            ["Roles:0:Claim"] = "X-Groups",
            ["Roles:0:Value"] = "cb-staff",
            ["Roles:0:Role"] = "Evaluator",
        })
            host.Settings[$"SignIn:{name}"] = value;
        return host;
    }

    /// <summary>Says whose connection it is: the test server has none.</summary>
    private sealed class Peer(string address, Action<Microsoft.AspNetCore.Http.HttpContext>? seen) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, go) =>
            {
                context.Connection.RemoteIpAddress = address.Length > 0 ? IPAddress.Parse(address) : null;
                await go(context);
                seen?.Invoke(context);
            });
            next(app);
        };
    }
}
