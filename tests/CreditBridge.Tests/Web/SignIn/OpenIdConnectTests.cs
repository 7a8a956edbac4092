using System.Security.Cryptography;
using CreditBridge.Core.Access;
using CreditBridge.Tests.Support;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.SignIn;

[TestClass]
public sealed class OpenIdConnectTests : IAsyncDisposable
{
    private TestProvider _provider = null!;
    private WebHost _host = null!;

    [TestInitialize]
    public async Task StartAsync()
    {
        _provider = await TestProvider.StartAsync();
        // The provider dates its tokens by the real clock.
        _host = new WebHost(now: DateTimeOffset.UtcNow);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["OpenIdConnect:Authority"] = _provider.Address,
            ["OpenIdConnect:ClientId"] = TestProvider.ClientId,
            ["OpenIdConnect:ClientSecret"] = TestProvider.ClientSecret,
            ["OpenIdConnect:StudentNumberClaim"] = "student",
            ["DepartmentClaim"] = "dept",
            ["Roles:0:Claim"] = "groups",
            ["Roles:0:Value"] = "cb-staff",
            ["Roles:0:Role"] = "Evaluator",
            ["Roles:1:Claim"] = "groups",
            ["Roles:1:Value"] = "cb-admins",
            ["Roles:1:Role"] = "Administrator",
            ["Roles:2:Claim"] = "groups",
            ["Roles:2:Value"] = "cb-faculty",
            ["Roles:2:Role"] = "FacultyApprover",
        })
            _host.Settings[$"SignIn:{name}"] = value;
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _provider.DisposeAsync();
    }

    [TestMethod]
    public async Task SignIn_MakesTheAccount_AndLeadsBackToThePageAskedFor()
    {
        Be("u-1", "Mira Novak", "mira@campus.example", "cb-staff", "cb-unknown");
        var visitor = _host.Visit();
        var page = await visitor.GetAsync("/sign-in?returnUrl=%2Frequests%3Fshow%3DAll");
        Assert.Contains($"form-action 'self' {_provider.Address};", page.Header("Content-Security-Policy")!);
        (await ArriveAsync(visitor, "/sign-in/campus?returnUrl=%2Frequests%3Fshow%3DAll")).LeadsTo("/requests?show=All");
        (await visitor.GetAsync("/requests")).HasStatus(200);
        var user = await UserAsync("u-1");
        Assert.AreEqual((Role.Evaluator, "Mira Novak", "mira@campus.example", _provider.Address + "/"), (user.Role, user.Name, user.Email, user.IdentityIssuer));
        Assert.AreEqual(SignInWay.OpenIdConnect, await _host.QueryAsync(db => db.UserSessions.Select(session => session.Way).SingleAsync()));

        Be("u-1", "Mira Novak-Ruiz", "ruiz@campus.example", "cb-admins", "cb-staff");
        (await ArriveAsync(_host.Visit())).LeadsTo("/dashboard");
        user = await UserAsync("u-1");
        Assert.AreEqual((Role.Administrator, "Mira Novak-Ruiz", "ruiz@campus.example"), (user.Role, user.Name, user.Email));
        (await visitor.GetAsync("/requests")).HasStatus(302);
        Assert.AreEqual(1, await _host.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.SubjectId == user.Id && entry.Action == "Role followed the campus account" && entry.After == "Administrator")));

        Be("u-1", "Mira Novak-Ruiz", "ruiz@campus.example");
        (await ArriveAsync(_host.Visit())).LeadsTo("/sign-in?refused=NoRole");
    }

    [TestMethod]
    public async Task SignIn_OfFaculty_KnowsTheDepartment()
    {
        Be("u-2", "Prof. Hill", "hill@campus.example", "cb-faculty");
        _provider.Person["dept"] = "CS";
        (await ArriveAsync(_host.Visit())).LeadsTo("/dashboard");
        Assert.AreEqual("CS", (await UserAsync("u-2")).DepartmentCode);
    }

    [TestMethod]
    public async Task SignIn_OfALearner_IsByStudentNumber_AndByNothingElse()
    {
        Be("s-1", "Ben Harrow", "ben@northfield.example");
        (await ArriveAsync(_host.Visit())).LeadsTo("/sign-in?refused=NoRole");
        _provider.Person["student"] = "N9999999";
        (await ArriveAsync(_host.Visit())).LeadsTo("/sign-in?refused=UnknownNumber");
        _provider.Person["student"] = _host.Sample.Ben.StudentNumber;
        (await ArriveAsync(_host.Visit())).LeadsTo("/my-credit");
        var user = await UserAsync("s-1");
        Assert.AreEqual((Role.Learner, _host.Sample.Ben.Id), (user.Role, user.LearnerId!.Value));
    }

    [TestMethod]
    public async Task SignIn_WithTheAddressOfAnAccount_IsNotThatAccount_UnlessAnAdministratorListedIt()
    {
        var email = _host.Sample.Administrator.Email;
        Be("thief", "Sam Okafor", email, "cb-staff");
        _provider.Person["email_verified"] = true;
        (await ArriveAsync(_host.Visit())).LeadsTo("/sign-in?refused=AddressTaken");
        await _host.QueryAsync(db => db.Users.Where(user => user.Email == email).ExecuteUpdateAsync(set => set.SetProperty(user => user.ListedBy, "Rosa Feld")));
        _provider.Person["email_verified"] = false;
        (await ArriveAsync(_host.Visit())).LeadsTo("/sign-in?refused=AddressTaken");
        _provider.Person["email_verified"] = true;
        (await ArriveAsync(_host.Visit())).LeadsTo("/dashboard");
        var user = await UserAsync("thief");
        Assert.AreEqual((_host.Sample.Administrator.Id, Role.Administrator), (user.Id, user.Role), "A listed person keeps the role they were listed with.");
        Be("second", "Sam Okafor", email, "cb-staff");
        _provider.Person["email_verified"] = true;
        (await ArriveAsync(_host.Visit())).LeadsTo("/sign-in?refused=AddressTaken");
    }

    [TestMethod]
    public async Task SignIn_OfADisabledAccount_OrWithoutAnAddress_IsRefused()
    {
        Be("u-3", "Lee Park", "lee@campus.example", "cb-staff");
        (await ArriveAsync(_host.Visit())).LeadsTo("/dashboard");
        await _host.QueryAsync(db => db.Users.Where(user => user.IdentitySubject == "u-3").ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, SampleInstitution.Now)));
        (await ArriveAsync(_host.Visit())).LeadsTo("/sign-in?refused=Disabled");
        Be("u-4", "No Address", "", "cb-staff");
        (await ArriveAsync(_host.Visit())).LeadsTo("/sign-in?refused=NoAddress");
        (await _host.Visit().GetAsync("/sign-in?refused=NoAddress")).Says("gives no e-mail address");
    }

    [TestMethod]
    [DataRow("alg none")]
    [DataRow("wrong aud")]
    [DataRow("wrong iss")]
    [DataRow("wrong nonce")]
    [DataRow("no nonce")]
    [DataRow("expired")]
    [DataRow("not yet valid")]
    [DataRow("another key")]
    [DataRow("claims changed")]
    [DataRow("another alg")]
    public async Task SignIn_WithAForgedToken_IsRefused(string forgery)
    {
        Be("u-5", "Eve Moss", "eve@campus.example", "cb-admins");
        using var stranger = RSA.Create(2048);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        _provider.Forge = token => forgery switch
        {
            "alg none" => TestProvider.Unsigned(token),
            "wrong aud" => _provider.Signed(token, claims => claims["aud"] = "another-site"),
            "wrong iss" => _provider.Signed(token, claims => claims["iss"] = "https://elsewhere.example/"),
            "wrong nonce" => _provider.Signed(token, claims => claims["nonce"] = "638000000000000000.b3RoZXI"),
            "no nonce" => _provider.Signed(token, claims => claims.Remove("nonce")),
            "expired" => _provider.Signed(token, claims => (claims["iat"], claims["exp"]) = (now - 7200, now - 3600)),
            "not yet valid" => _provider.Signed(token, claims => (claims["nbf"], claims["exp"]) = (now + 3600, now + 7200)),
            "another key" => TestProvider.Signed(token, _ => { }, stranger),
            "claims changed" => $"{token.Split('.')[0]}.{_provider.Signed(token, claims => claims["sub"] = "u-1").Split('.')[1]}.{token.Split('.')[2]}",
            _ => TestProvider.Unsigned(token) + token.Split('.')[2],
        };
        var visitor = _host.Visit();
        (await ArriveAsync(visitor)).LeadsTo("/sign-in?refused=NotProven");
        (await visitor.GetAsync("/dashboard")).HasStatus(302);
        Assert.AreEqual(0, await _host.QueryAsync(db => db.UserSessions.CountAsync()) + await _host.QueryAsync(db => db.Users.CountAsync(user => user.IdentitySubject != null)));

        // The same way without the forgery leads in: what was refused was the forgery.
        _provider.Forge = token => _provider.Signed(token, _ => { });
        (await ArriveAsync(visitor)).LeadsTo("/dashboard");
    }

    [TestMethod]
    public async Task Callback_Replayed_OrInAnotherBrowser_OrWithAnotherState_IsRefused()
    {
        Be("u-6", "Ana Ruiz", "ana@campus.example", "cb-staff");
        var visitor = _host.Visit();
        var callback = await _provider.FollowAsync((await visitor.GetAsync("/sign-in/campus")).Response.Headers.Location!.ToString());
        (await _host.Visit().GetAsync(callback)).LeadsTo("/sign-in?refused=NotProven");
        (await visitor.GetAsync(callback[..callback.IndexOf("state=", StringComparison.Ordinal)] + "state=forged")).LeadsTo("/sign-in?refused=NotProven");
        (await visitor.GetAsync(callback)).LeadsTo("/dashboard");
        (await visitor.GetAsync(callback)).LeadsTo("/sign-in?refused=NotProven");
        Assert.AreEqual(1, await _host.QueryAsync(db => db.UserSessions.CountAsync()));
    }

    [TestMethod]
    public async Task SignIn_GivenUpAtTheProvider_SaysSo()
    {
        _provider.Refuses = true;
        (await ArriveAsync(_host.Visit())).LeadsTo("/sign-in?refused=NotProven");
        (await _host.Visit().GetAsync("/sign-in?refused=NotProven")).Says("did not come to its end");
    }

    [TestMethod]
    [DataRow("https://evil.example/")]
    [DataRow("//evil.example")]
    public async Task SignIn_WithAReturnAddressElsewhere_StaysHere(string returnUrl)
    {
        Be("u-7", "Ida Bell", "ida@campus.example", "cb-staff");
        (await ArriveAsync(_host.Visit(), $"/sign-in/campus?returnUrl={Uri.EscapeDataString(returnUrl)}")).LeadsTo("/dashboard");
    }

    private void Be(string subject, string name, string email, params string[] groups) => _provider.Person = new() { ["sub"] = subject, ["name"] = name, ["email"] = email, ["groups"] = groups };

    private async Task<WebPage> ArriveAsync(Visitor visitor, string start = "/sign-in/campus")
    {
        var challenge = await visitor.GetAsync(start);
        Assert.StartsWith(_provider.Address, challenge.Response.Headers.Location!.ToString());
        return await visitor.GetAsync(await _provider.FollowAsync(challenge.Response.Headers.Location.ToString()));
    }

    private Task<User> UserAsync(string subject) => _host.QueryAsync(db => db.Users.SingleAsync(user => user.IdentitySubject == subject));
}
