using CreditBridge.Benchmarks;

// Each benchmark prints our figure, the limit measured in the same run, and the ratio.
switch (args)
{
    case ["intake"]:
        await IntakeBenchmark.RunAsync();
        return 0;
    case ["night"]:
        return await NightBenchmark.RunAsync();
    case ["impact"]:
        await ImpactBenchmark.RunAsync();
        return 0;
    case ["connectors"]:
        await ConnectorBenchmark.RunAsync();
        return 0;
    case ["posts"]:
        await PostBenchmark.RunAsync();
        return 0;
    case ["rules"]:
        await RulesBenchmark.RunAsync();
        return 0;
    case ["verify"]:
        await VerifyBenchmark.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("""
            Usage: dotnet run -c Release --project tests/CreditBridge.Benchmarks -- COMMAND
              intake  rows a second into SQLite, against prepared statements
              night   a night over 200,000 credentials of which 180,000 are unchanged
              connectors  200,000 records through each paged connector, against a bare reader of the same pages
              posts   credit posted to Ethos, against the bare calls that it needs
              impact  a look ahead for a rule that concerns 10,000 learners
              verify  signed badges, one after another and on both cores
              rules   candidates and explained decisions with 10,000 rules
            """);
        return 2;
}
