using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditBridge.Web.Api.Programs;

/// <summary>
/// A program's writing request about one learner: its body is read and its <c>Idempotency-Key</c> taken, then it is done once. Only what was done is kept; a refusal frees the key, so
/// that the mended request may use it.
/// </summary>
internal sealed class OnceOnly(BridgeDbContext db, OnceKeeping keeping, TimeProvider time)
{
    /// <summary>A badge of 1 MB as text within JSON, and what stands around it.</summary>
    public const int MostBytes = 1536 * 1024;

    private const int MostOfKey = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <param name="work">Given the learner, the body, and an id that the same request under the same key always has.</param>
    public async Task<IResult> AnswerAsync<T>(HttpContext http, string? key, Func<T, string> learnerNumber, Func<Guid, T, Guid, Task<Worked>> work)
    {
        var cancel = http.RequestAborted;
        if (key is not { Length: > 0 and <= MostOfKey })
            return Problem($"Send the header Idempotency-Key, up to {MostOfKey} characters of your own that are new for each thing you ask: sending the same again then does it once.", 400);
        if (await ReadAsync(http) is not { } body)
            return Problem($"The body is larger than {MostBytes:N0} bytes.", 413);
        T? asked;
        try
        {
            asked = JsonSerializer.Deserialize<T>(body, Json);
        }
        catch (JsonException problem)
        {
            return Problem($"The body is not the JSON that is expected here{(problem.Path is { Length: > 0 } path ? $", at {path}" : "")}: see /api/v1/openapi.json.", 400);
        }

        if (asked is null)
            return Problem("The body is empty: see /api/v1/openapi.json.", 400);
        var number = learnerNumber(asked);
        if (await RecordApi.LearnerAsync(db, number, cancel) is not { } learner)
            return Problem($"There is no learner {number}.", 404);
        var (client, hash) = (Guid.Parse(http.User.FindFirst(ProgramAuthentication.ClientClaim)!.Value), Convert.ToHexString(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n"), .. body])));
        switch (await keeping.BeginAsync(client, key, hash, cancel))
        {
            case OnceTurn.Mine mine:
                return await DoAsync(mine, http, learner, () => work(learner, asked, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{client} {hash} {key}")).AsSpan(0, 16))));
            case OnceTurn.Done done:
                await DiscloseAsync(http, learner);
                return TypedResults.Text(done.Body, "application/json", Encoding.UTF8, done.Status);
            case OnceTurn.Another:
                return Problem("This Idempotency-Key was used for another request: choose a new one.", 422);
            default:
                http.Response.Headers.RetryAfter = "1";
                return Problem("The same request is being done in this moment: ask again in a second.", 409);
        }
    }

    private async Task<IResult> DoAsync(OnceTurn.Mine turn, HttpContext http, Guid learner, Func<Task<Worked>> work)
    {
        try
        {
            var worked = await work();
            await DiscloseAsync(http, learner);
            if (worked is not Worked.Done done)
                return Problem(((Worked.Refused)worked).Sentence, ((Worked.Refused)worked).Status);
            var text = JsonSerializer.Serialize(done.Answer, done.Answer.GetType(), Json);
            // It is done: a caller who hangs up now gets this answer when it asks again.
            await keeping.FinishAsync(turn, done.Status, text, CancellationToken.None);
            return TypedResults.Text(text, "application/json", Encoding.UTF8, done.Status);
        }
        finally
        {
            await keeping.DropAsync(turn);
        }
    }

    private Task DiscloseAsync(HttpContext http, Guid learner) => db.TransactAsync(() =>
    {
        db.ChangeTracker.Clear();
        db.DisclosureEntries.Add(DisclosureEntry.Of(learner, time.GetUtcNow().UtcDateTime, http.User.Identity!.Name!, RecordApi.Purpose, $"What came of {http.Request.Method} {http.Request.Path}", http.User.Actor()));
        return Task.CompletedTask;
    }, http.RequestAborted);

    /// <summary>Null when it is too large.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > MostBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static ProblemHttpResult Problem(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);
}
