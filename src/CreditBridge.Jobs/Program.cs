using System.CommandLine;
using CreditBridge.Jobs.Commands;
using CreditBridge.Jobs.Night;

var data = new Option<string?>("--data") { Description = "The data folder. Default: the environment's CREDITBRIDGE_DATA, else the user's local application data.", Recursive = true };
var root = new RootCommand("CreditBridge turns micro-credentials into academic credit. 'creditbridge work' runs the job server; the rest are commands.")
{
    data,
    DemoCommand.Create(data),
    NightCommand.Create(data),
    SyncCommand.Create(data),
    ReconcileCommand.Create(data),
    ReadCommand.Create(data),
    RulesCommand.Create(data),
    EvaluateCommand.Create(data),
    ImportCommand.Create(data),
    VerifyCommand.Create(data),
    AuditCommand.Create(data),
    KeyCommand.Create(data),
    InstitutionCommand.Create(data),
    UserCommand.Create(data),
    WorkCommand.Create(data),
    MigrateCommand.Create(data),
};

if (args.Length == 0)
{
    root.Parse("--help").Invoke();
    return 2;
}

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        await Console.Error.WriteLineAsync(error.Message);
    await Console.Error.WriteLineAsync("'creditbridge --help' lists the commands and their options.");
    return 2;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UserProblemException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
catch (Exception outage) when (outage is not OperationCanceledException)
{
    await Console.Error.WriteLineAsync(Sentences.Of(outage));
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped. Run it again: it goes on where it stopped.");
    return 1;
}
