namespace CreditBridge.Simulators;

/// <summary>For other processes and for developers: faults, changes, the ledger.</summary>
internal static class Control
{
    public static void Map(WebApplication app, PartnerSimulator simulator)
    {
        var control = app.MapGroup("/_control/{source}");
        control.MapPost("/fault", (string source, string name, string? value, int? times, double? rate, int? seed) => Do(source, one => one.Fault(name, value, times ?? int.MaxValue, rate ?? 1, seed ?? 0)));
        control.MapPost("/heal", (string source) => Do(source, one => one.Heal()));
        control.MapPost("/add", (string source, string? email) => Do(source, one => one.Add(email)));
        control.MapPost("/revoke", (string source, string id) => Do(source, one => one.Revoke(id)));
        control.MapPost("/remove", (string source, string id) => Do(source, one => one.Remove(id)));
        control.MapGet("/calls", (string source) => Results.Json(simulator[source].Calls));
        control.MapGet("/held", (string source) => Results.Json(simulator[source].Ledger.Held));
        control.MapGet("/records", (string source) => Results.Json(simulator[source].Records));

        IResult Do(string name, Action<Source> act)
        {
            if (simulator.Find(name) is not { } source)
                return Results.NotFound();
            act(source);
            return Results.Ok();
        }
    }
}
