using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Jobs.Commands;

[TestClass]
public sealed class UserCommandTests
{
    private readonly string _data = Directory.CreateTempSubdirectory("creditbridge-user-").FullName;

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_data, recursive: true);

    [TestMethod]
    public async Task FirstAdministrator_AfterTheInstitution_IsListedAndCannotBeRemoved()
    {
        Assert.Contains("no CreditBridge database", (await RunAsync("user", "list")).Errors);
        Assert.Contains("no IANA time zone", (await RunAsync("institution", "create", "--code", "NSU", "--name", "Northfield", "--time-zone", "Mars")).Errors);
        var (exit, output, errors) = await RunAsync("institution", "create", "--code", "NSU", "--name", "Northfield", "--time-zone", "America/Chicago");
        Assert.AreEqual((0, ""), (exit, errors));
        Assert.Contains("user grant EMAIL --role Administrator", output);
        Assert.Contains("has an institution already", (await RunAsync("institution", "create", "--code", "X", "--name", "Other", "--time-zone", "America/Chicago")).Errors);

        (exit, output, _) = await RunAsync("user", "grant", "sam@northfield.example", "--role", "Administrator", "--name", "Sam Okafor");
        Assert.AreEqual(0, exit);
        Assert.Contains("listed as Administrator", output);
        Assert.Contains("sam@northfield.example  Administrator  Sam Okafor", (await RunAsync("user", "list")).Output);
        Assert.Contains("last administrator", (await RunAsync("user", "disable", "sam@northfield.example")).Errors);
        Assert.Contains("only staff is listed", (await RunAsync("user", "grant", "ada@northfield.example", "--role", "Learner")).Errors);
        Assert.AreEqual(0, (await RunAsync("user", "grant", "rosa@northfield.example", "--role", "Administrator")).Exit);
        Assert.AreEqual(0, (await RunAsync("user", "disable", "sam@northfield.example")).Exit);
        Assert.Contains("(disabled)", (await RunAsync("user", "list")).Output);
    }

    private Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments) => BridgeProcess.RunAsync([.. arguments, "--data", _data]);
}
