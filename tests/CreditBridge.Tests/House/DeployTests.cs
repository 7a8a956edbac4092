using System.Diagnostics;

namespace CreditBridge.Tests.House;

/// <summary>What a tool can check of deploy/ without the real machines.</summary>
[TestClass]
public sealed class DeployTests
{
    [TestMethod]
    [DataRow("creditbridge-web")]
    [DataRow("creditbridge-worker")]
    public void Unit_IsUnderstoodBySystemd(string name)
    {
        var lines = File.ReadLines(Path.Combine(HouseTests.Root, $"deploy/systemd/{name}.service"))
            // Neither program nor user is on this machine.
            .Select(line => line.StartsWith("ExecStart=", StringComparison.Ordinal) ? "ExecStart=/bin/true" : line)
            .Where(line => !line.StartsWith("User=", StringComparison.Ordinal));
        var folder = Directory.CreateTempSubdirectory("creditbridge-unit-").FullName;
        var unit = Path.Combine(folder, $"{name}.service");
        File.WriteAllLines(unit, lines);
        var (exit, output) = Run("systemd-analyze", ["verify", unit]);
        Assert.AreEqual((0, ""), (exit, string.Join("\n", output.Split('\n').Where(line => line.Contains(name, StringComparison.Ordinal)))));
    }

    [TestMethod]
    public void Compose_IsUnderstoodByDocker()
    {
        if (Run("docker", ["compose", "version"]).Exit != 0)
            Assert.Inconclusive("docker compose is not installed here.");
        var (exit, output) = Run("docker", ["compose", "-f", Path.Combine(HouseTests.Root, "deploy/compose.yaml"), "config", "-q"], ("SQLSERVER_PASSWORD", "x"), ("POSTGRES_PASSWORD", "y"), ("PUBLIC_ADDRESS", "https://credit.example.edu"));
        Assert.AreEqual((0, ""), (exit, output));
    }

    private static (int Exit, string Output) Run(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, (output.Result + errors).Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive($"{program} is not installed here.");
            throw;
        }
    }
}
