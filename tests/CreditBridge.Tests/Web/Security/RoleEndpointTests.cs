using System.Text;
using CreditBridge.Core.Access;
using CreditBridge.Tests.Web.Support;

namespace CreditBridge.Tests.Web.Security;

/// <summary>
/// Who may reach what: each endpoint of the web's own list is asked for as each role, and the answers must be the checked-in table. An endpoint
/// that is not in the table fails here, whatever it allows.
/// </summary>
[TestClass]
public sealed class RoleEndpointTests
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    [TestMethod]
    public async Task EveryEndpoint_AsEachRole_AnswersAsTheTableSays()
    {
        using var host = new WebHost();
        var endpoints = await WebEndpoint.AllAsync(host);
        var table = new StringBuilder($"{"endpoint",-44} nobody   {string.Join(' ', Roles.Select(role => $"{role,-15}"))}".TrimEnd()).Append('\n');
        foreach (var endpoint in endpoints)
        {
            var cells = new List<string>();
            cells.Add(await AskAsync(host.Visit(), endpoint, host.Sample));
            foreach (var role in Roles)
                cells.Add(await AskAsync(await host.SignInAsync(host.Sample.Users.First(user => user.Role == role)), endpoint, host.Sample));
            table.Append($"{endpoint,-44} {cells[0],-8} {string.Join(' ', cells.Skip(1).Select(cell => $"{cell,-15}"))}".TrimEnd()).Append('\n');
        }

        var file = Path.Combine(AppContext.BaseDirectory, "Web", "Security", "role-endpoints.txt");
        Assert.AreEqual(await File.ReadAllTextAsync(file), table.ToString(), $"What roles may reach has changed. If it was meant, the table becomes:\n{table}");
    }

    private static async Task<string> AskAsync(Visitor visitor, WebEndpoint endpoint, SampleInstitution sample)
    {
        await visitor.GetAsync("/");
        var page = endpoint is { IsUnsafe: true, IsApi: true } ? await visitor.PostJsonAsync(endpoint.Address(sample), "{}") : endpoint.IsUnsafe ? await visitor.PostAsync(endpoint.Address(sample)) : await visitor.GetAsync(endpoint.Address(sample));
        return page.Status switch
        {
            403 => "no",
            401 => "sign-in",
            302 when page.Response.Headers.Location!.ToString().Contains("/sign-in?returnUrl", StringComparison.Ordinal) => "sign-in",
            >= 500 => $"{page.Status}!",
            _ => "yes",
        };
    }
}
