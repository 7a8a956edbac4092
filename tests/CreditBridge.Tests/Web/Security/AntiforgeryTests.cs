using CreditBridge.Core.Access;
using CreditBridge.Tests.Web.Support;

namespace CreditBridge.Tests.Web.Security;

[TestClass]
public sealed class AntiforgeryTests
{
    /// <summary>Reached by re-execution only and changing nothing: see its own comment.</summary>
    private const string ErrorPage = "errors/{code?}";

    [TestMethod]
    public async Task EveryUnsafeEndpoint_WithoutOrWithAForeignToken_IsRefusedAndChangesNothing()
    {
        using var host = new WebHost();
        var endpoints = (await WebEndpoint.AllAsync(host)).Where(endpoint => endpoint.IsUnsafe && !endpoint.IsApi && endpoint.Route != ErrorPage).ToList();
        Assert.IsGreaterThan(6, endpoints.Count);
        var other = await host.SignInAsync(host.Sample.Evaluator);
        await other.GetAsync("/requests");
        // Signed in before the rows are counted: a session is a row.
        var (learner, faculty) = (await host.SignInAsync(host.Sample.LearnerUser), await host.SignInAsync(host.Sample.Faculty));
        var (administrator, registrar) = (await host.SignInAsync(host.Sample.Administrator), await host.SignInAsync(host.Sample.Registrar));
        var before = await Rows.FingerprintAsync(host);

        foreach (var endpoint in endpoints)
        {
            // As somebody who may: else the role would be refused before the token is looked at.
            var isOwn = endpoint.Route.StartsWith("my-", StringComparison.Ordinal);
            var isFaculty = endpoint.Route is "department";
            var isSite = endpoint.Route.Split('/')[0] is "users" or "programs";
            var visitor = isOwn ? learner : isFaculty ? faculty : isSite ? administrator : registrar;
            await visitor.GetAsync(isOwn ? "/my-badges" : isFaculty ? "/department" : "/requests");
            foreach (var token in (string?[])[null, "forged", other.Token])
                (await visitor.PostAsync(endpoint.Address(host.Sample), token)).HasStatus(400).Says("That form could not be accepted");
        }

        Assert.AreEqual(before, await Rows.FingerprintAsync(host));
    }

    [TestMethod]
    public async Task Post_OfAFormToTheApi_IsRefused()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        foreach (var endpoint in (await WebEndpoint.AllAsync(host)).Where(endpoint => endpoint is { IsUnsafe: true, IsApi: true }))
            (await visitor.PostAsync(endpoint.Address(host.Sample), "forged")).HasStatus(endpoint.Route == "api/v1/token" ? 400 : endpoint.Route.StartsWith("hooks/", StringComparison.Ordinal) ? 401 : 415);
    }

    [TestMethod]
    public async Task Post_WithTheTokenOfOnesOwnPage_IsAccepted()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Users.Single(user => user.Role == Role.Registrar));
        await visitor.GetAsync("/dashboard");
        var answer = await visitor.PostAsync("/dashboard?handler=RunNow");
        answer.HasStatus(302);
    }
}
