using CreditBridge.Tests.Web.Support;

namespace CreditBridge.Tests.Web.Security;

/// <summary>
/// Learner A on the ids of learner B, for every address with an id in it: the role has no business there, or the thing does not exist for this learner. An address
/// that answers otherwise, and is not one of those that are everybody's, fails here whatever it shows.
/// </summary>
[TestClass]
public sealed class LearnerLearnerTests
{
    /// <summary>Open to the world: a public link, the published rules, our own documents, and a link whose holder is looked at.</summary>
    private static readonly string[] Everybodys = ["awards/", "equivalencies/", "errors/", "credentials/status/", "sign-in/link/", "api/{documentName}/", "api/v1/token"];

    [TestMethod]
    public async Task EveryAddressWithAnId_OfAnotherLearner_IsRefusedOrNotThere()
    {
        using var host = new WebHost();
        var ada = await host.SignInAsync(host.Sample.LearnerUser);
        await ada.GetAsync("/my-credit");
        var endpoints = (await WebEndpoint.AllAsync(host)).Where(endpoint => endpoint.Route.Contains('{', StringComparison.Ordinal) && !Array.Exists(Everybodys, start => endpoint.Route.StartsWith(start, StringComparison.Ordinal))).ToList();
        Assert.IsGreaterThan(30, endpoints.Count);
        foreach (var endpoint in endpoints)
        {
            foreach (var address in Bens(endpoint, host.Sample))
            {
                var page = endpoint.IsUnsafe ? await ada.PostAsync(address) : await ada.GetAsync(address);
                Assert.Contains(page.Status, new[] { 401, 403, 404, 415 }, $"{endpoint} at {address} answers a learner {page.Status}.");
            }
        }
    }

    [TestMethod]
    [DataRow("Share")]
    [DataRow("File")]
    public async Task OnesOwnPage_SentAnotherLearnersIds_ShowsAndChangesNothing(string handler)
    {
        using var host = new WebHost();
        var ada = await host.SignInAsync(host.Sample.LearnerUser);
        await ada.GetAsync("/my-credit");
        var before = await Rows.FingerprintAsync(host);
        foreach (var id in Ids(host.Sample))
        {
            var page = await ada.PostAsync($"/my-credit?handler={handler}", ("grant", id.ToString()), ("id", id.ToString()), ("learner", id.ToString()), ("Input.Id", id.ToString()), ("learnerId", id.ToString()));
            Assert.Contains(page.Status, new[] { 400, 404 }, $"{handler} with {id} answers {page.Status}.");
            Assert.DoesNotContain("Harrow", page.Raw());
        }

        Assert.AreEqual(before, await Rows.FingerprintAsync(host));
    }

    private static IEnumerable<string> Bens(WebEndpoint endpoint, SampleInstitution sample)
    {
        var usual = endpoint.Address(sample);
        var query = endpoint.Handler is null ? "" : $"?handler={endpoint.Handler}";
        return Ids(sample).Select(id => "/" + System.Text.RegularExpressions.Regex.Replace(endpoint.Route, @"\{[^}]*\}", id.ToString()) + query)
            // The usual address of one's own pages is one's own.
            .Concat(endpoint.Route.StartsWith("my-", StringComparison.Ordinal) ? [] : [usual]);
    }

    private static IEnumerable<Guid> Ids(SampleInstitution sample) => [sample.Ben.Id, .. sample.Credentials.Where(credential => credential.LearnerId == sample.Ben.Id).Take(1).Select(credential => credential.Id), sample.Requests.WithChoice.Id, sample.Requests.Declined.Id, sample.Requests.Unknown.Id, sample.Requests.Rejected.Id];
}
