using System.Globalization;
using CreditBridge.Simulators;

int Number(string name, int otherwise) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? int.Parse(args[i + 1], CultureInfo.InvariantCulture) : otherwise;

await using var simulator = await PartnerSimulator.StartAsync(Number("--records", 500), Number("--seed", 1), Number("--port", 6080));
Console.WriteLine(simulator.Describe());
await simulator.WaitAsync();
