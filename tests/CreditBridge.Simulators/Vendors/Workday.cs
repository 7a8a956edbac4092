using System.Globalization;
using Microsoft.VisualBasic.FileIO;

namespace CreditBridge.Simulators;

/// <summary>Workday Student: files are loaded by hand (<see cref="Load"/>), client credentials for a token, transfer credits by limit and offset, only to read.</summary>
public static class Workday
{
    internal static void Map(RouteGroupBuilder api, Source source)
    {
        api.MapPost("/ccx/oauth2/{tenant}/token", async (HttpRequest request) =>
            request.Basic() == (source.ClientId, source.Secret) && (await request.ReadFormAsync())["grant_type"] == "client_credentials"
                ? Results.Json(new { access_token = source.IssueToken(), token_type = "Bearer", expires_in = (int)source.TokenLife.TotalSeconds })
                : Paging.Problem(401, "invalid_client"));
        api.MapGet("/ccx/api/studentTransferCredit/v1/{tenant}/transferCredits", (HttpRequest request, string tenant, int? limit, int? offset) =>
        {
            if (!source.Accepts(request.Bearer()))
                return Paging.Problem(401, "invalid_token");
            if (tenant != source.Organization || limit > 100)
                return Paging.Problem(400, "invalid request");
            var held = source.Ledger.Held;
            return Results.Json(new
            {
                total = held.Count,
                data = held.Skip(offset ?? 0).Take(limit ?? 20).Select(one => new
                {
                    id = one.Id,
                    descriptor = one.Course,
                    referenceID = one.Reference,
                    student = new { id = one.StudentNumber, descriptor = "A student" },
                    units = one.Credits,
                }),
            });
        });
        api.MapPost("/load", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            return Results.Json(new { loaded = Load(source, await reader.ReadToEndAsync()) });
        });
    }

    /// <summary>Does what the Enterprise Interface Builder does with a file: a line whose reference id is there already changes nothing.</summary>
    /// <returns>How many credits came in.</returns>
    public static int Load(Source source, string csv)
    {
        using var parser = new TextFieldParser(new StringReader(csv)) { HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(",");
        var header = parser.ReadFields()!;
        var loaded = 0;
        while (!parser.EndOfData)
        {
            var row = header.Zip(parser.ReadFields()!).ToDictionary(pair => pair.First, pair => pair.Second);
            var credit = new HeldCredit(Guid.NewGuid().ToString("N"), row["Student_Transfer_Credit_ID"], row["Student_ID"], row["Academic_Level_ID"], row["Academic_Period_ID"],
                $"{row["Course_Subject_ID"]} {row["Course_Number"]}", decimal.Parse(row["Units"], CultureInfo.InvariantCulture));
            loaded += source.Ledger.TryAdd(credit, one => one.Reference == credit.Reference) ? 1 : 0;
            if (source.Strike(fault => fault.Kind == FaultNames.TakenTwice) is not null)
                source.Ledger.TryAdd(credit with { Id = Guid.NewGuid().ToString("N") }, _ => false);
        }

        return loaded;
    }
}
