namespace CreditBridge.Simulators;

/// <summary>For other processes and for developers: faults, changes, the ledger.</summary>
internal static class Control
{
    public static void Map(WebApplication app, PartnerSimulator simulator)
    {
        var control = app.MapGroup("/_control/{name}");
        control.MapPost("/fault", (string name, string kind, string? value, int? times, double? rate, int? seed) => Do(name, source => source.Fault(kind, value, times ?? int.MaxValue, rate ?? 1, seed ?? 0)));
        control.MapPost("/heal", (string name) => Do(name, source => source.Heal()));
        control.MapPost("/add", (string name, string? email) => Do(name, source => source.Add(email)));
        control.MapPost("/revoke", (string name, string id) => Do(name, source => source.Revoke(id)));
        control.MapPost("/remove", (string name, string id) => Do(name, source => source.Remove(id)));
        control.MapGet("/calls", (string name) => Results.Json(simulator[name].Calls));
        control.MapGet("/records", (string name) => Results.Json(simulator[name].Records));

        IResult Do(string name, Action<Source> act)
        {
            if (simulator.Find(name) is not { } source)
                return Results.NotFound();
            act(source);
            return Results.Ok();
        }
    }
}
