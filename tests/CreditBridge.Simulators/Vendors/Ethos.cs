using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditBridge.Simulators;

/// <summary>Ellucian Ethos before Banner: an API key for a JWT, postings of transfer credit with a ledger that counts, look-ups, the list of transfers; courses, terms, programmes and transcripts to read.</summary>
internal static class Ethos
{
    public static void Map(RouteGroupBuilder api, Source source, EthosLedger ledger, EthosCampus campus)
    {
        api.MapPost("/auth", (HttpRequest request) => request.Bearer() == source.Secret ? Results.Text(Jwt(source)) : Error(401, "Invalid API key"));
        api.MapPost("/api/transfer-articulation-evaluation", Task<IResult> (HttpRequest request) => PostAsync(request.HttpContext, source, ledger));
        api.MapPost("/qapi/transfer-articulation-evaluation", async (HttpRequest request) =>
        {
            if (Refusal(request, source, "application/json") is { } refusal)
                return refusal;
            if (ledger.IgnoresQuestions)
                return Results.Json(ledger.Records);
            var asked = await BodyAsync(request);
            ledger.At?.Invoke(EthosStep.LookedUp);
            var found = ledger.Find(asked);
            request.HttpContext.Response.Headers["x-total-count"] = found is null ? "0" : "1";
            return Results.Json(found is null ? new JsonArray() : [found]);
        });
        api.MapGet("/api/student-course-transfers", (HttpRequest request, HttpResponse response, int offset, int limit) =>
        {
            if (Refusal(request, source, [.. ledger.Versions.Select(version => $"application/vnd.hedtech.integration.v{version}+json")]) is { } refusal)
                return refusal;
            (response.Headers["x-total-count"], response.Headers["x-max-page-size"]) = ($"{ledger.Records.Count}", $"{source.PageSize}");
            return Results.Json(ledger.Records.OrderBy(EthosLedger.KeyOf, StringComparer.Ordinal).Skip(offset).Take(Math.Min(limit, source.PageSize)).Select(TransferOf));
        });
        api.MapGet("/api/{resource}", (HttpRequest request, HttpResponse response, string resource, int offset, int limit, string? criteria) =>
        {
            if (!EthosCampus.Versions.TryGetValue(resource, out var version))
                return Error(404, "No such resource");
            if (Refusal(request, source, $"application/vnd.hedtech.integration.v{version}+json") is { } refusal)
                return refusal;
            campus.BeforePage?.Invoke(resource);
            var records = campus.Find(resource, criteria is null ? null : (JsonObject)JsonNode.Parse(criteria)!);
            (response.Headers["x-total-count"], response.Headers["x-max-page-size"]) = ($"{records.Count}", $"{source.PageSize}");
            return Results.Json(records.Skip(offset).Take(Math.Min(limit, source.PageSize)));
        });
        api.MapGet("/api/{resource}/{id}", (HttpRequest request, string resource, string id) =>
            Refusal(request, source, $"application/vnd.hedtech.integration.v{EthosCampus.Versions.GetValueOrDefault(resource)}+json")
            ?? (campus[resource].FirstOrDefault(record => (string?)record["id"] == id) is { } record ? Results.Json(record) : Error(404, "No such record")));
        api.MapGet("/_ledger", () => Results.Json(ledger.Committed));
    }

    private static async Task<IResult> PostAsync(HttpContext context, Source source, EthosLedger ledger)
    {
        if (Refusal(context.Request, source, "application/json") is { } refusal)
            return refusal;
        var posting = await BodyAsync(context.Request);
        if (source.Strike(fault => fault.Kind == FaultNames.Refused) is { } refused)
            return Error(400, refused.Value ?? "The term is not valid");
        if (source.Strike(fault => fault.Kind == FaultNames.Slow) is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(300), context.RequestAborted);
        if (source.Strike(fault => fault.Kind == FaultNames.Duplicate) is not null)
        {
            var there = ledger.Find(posting) ?? ledger.Commit(posting);
            there["duplicate"] = "Y";
            return Results.Json(there);
        }

        ledger.At?.Invoke(EthosStep.Received);
        var made = ledger.Commit(posting);
        ledger.At?.Invoke(EthosStep.Committed);
        context.Response.OnCompleted(() =>
        {
            ledger.At?.Invoke(EthosStep.Answered);
            return Task.CompletedTask;
        });
        if (source.Strike(fault => fault.Kind == FaultNames.TimeOutAfterCommit) is not null)
        {
            // Until the caller gives up.
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return Results.StatusCode(504);
        }

        return Results.Json(made, statusCode: 201);
    }

    private static IResult? Refusal(HttpRequest request, Source source, params string[] medias)
    {
        if (source.Strike(fault => fault.Kind == FaultNames.UnauthorizedOnce) is not null)
            source.ForgetTokens();
        if (request.Bearer() is not { } jwt || !source.Accepts(jwt.Split('.')[^1]))
            return Error(401, "The token is not valid");
        var isKnown = medias.Contains(request.Headers.Accept.ToString()) && source.Strike(fault => fault.Kind == FaultNames.NotAcceptable) is null;
        return isKnown ? null : Error(406, "The requested version is not supported");
    }

    private static async Task<JsonObject> BodyAsync(HttpRequest request) => (await JsonSerializer.DeserializeAsync<JsonObject>(request.Body))!;

    private static string Jwt(Source source)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new { exp = new DateTimeOffset(source.Now + source.TokenLife).ToUnixTimeSeconds() });
        return $"{Base64Url.EncodeToString("{\"alg\":\"HS256\"}"u8)}.{Base64Url.EncodeToString(claims)}.{source.IssueToken()}";
    }

    private static object TransferOf(JsonObject record) => new
    {
        id = new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(EthosLedger.KeyOf(record)))[..16]).ToString(),
        student = new { id = Guid.Empty.ToString() },
        transferredFrom = new { id = (string?)record["keyblocSbgiCode"] == EthosLedger.Institution ? EthosLedger.InstitutionGuid : Guid.Empty.ToString() },
        credit = new { awardedCredit = (decimal?)record["instCreditsUsed"], measure = "credit" },
    };

    private static IResult Error(int status, string message) => Results.Json(new { errors = new[] { new { code = "Global.Internal.Error", title = "Error", description = message } } }, statusCode: status);
}
