using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Api.Programs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Api;

/// <summary>Learners' requests and credentials for other systems of the institution. Each answer with a learner in it stands in the disclosure log before it leaves.</summary>
internal static class RecordApi
{
    internal const string Purpose = "Asked for by a system of the institution (API)";
    private const int Most = 200;

    public static void MapRecordApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapGet("/requests/{number}", RequestAsync).RequireAuthorization(For(Permissions.ViewRequests)).WithSummary("One request with its lines.");
        api.MapGet("/learners/{number}/requests", RequestsAsync).RequireAuthorization(For(Permissions.ViewRequests)).WithSummary("A learner's requests, the newest first, at most 200.");
        api.MapGet("/learners/{number}/credentials", CredentialsAsync).RequireAuthorization(For(Permissions.ViewCredentials)).WithSummary("A learner's credentials, the newest first, at most 200.");
        api.MapGet("/credentials", CredentialsOfAsync).RequireAuthorization(For(Permissions.ViewCredentials)).WithSummary("The credentials of ?learner=NUMBER, the newest first, at most 200.");
    }

    /// <summary>For programs alone: a session cookie, which a browser sends by itself, opens nothing here.</summary>
    internal static AuthorizeAttribute For(string permission) => new(permission) { AuthenticationSchemes = ProgramAuthentication.Name };

    private static Task<Results<Ok<RequestAnswer>, ProblemHttpResult>> RequestAsync(string number, BridgeDbContext db, HttpContext http, TimeProvider time, CancellationToken cancel) => db.TransactAsync<Results<Ok<RequestAnswer>, ProblemHttpResult>>(async () =>
    {
        if (await db.CreditRequests.AsNoTracking().Include(request => request.Lines).SingleOrDefaultAsync(request => request.Number == number, cancel) is not { } request)
            return TypedResults.Problem($"There is no request {number}.", statusCode: StatusCodes.Status404NotFound);
        Disclose(db, http, time, request.LearnerId, $"Request {number}");
        return TypedResults.Ok(RequestAnswer.Of(request));
    }, cancel);

    private static Task<Results<Ok<List<RequestAnswer>>, ProblemHttpResult>> RequestsAsync(string number, BridgeDbContext db, HttpContext http, TimeProvider time, CancellationToken cancel) => db.TransactAsync<Results<Ok<List<RequestAnswer>>, ProblemHttpResult>>(async () =>
    {
        if (await LearnerAsync(db, number, cancel) is not { } learner)
            return TypedResults.Problem($"There is no learner {number}.", statusCode: StatusCodes.Status404NotFound);
        var requests = await db.CreditRequests.AsNoTracking().Include(request => request.Lines).Where(request => request.LearnerId == learner).OrderByDescending(request => request.OpenedAt).Take(Most).ToListAsync(cancel);
        Disclose(db, http, time, learner, $"{requests.Count} requests with their lines");
        return TypedResults.Ok(requests.ConvertAll(RequestAnswer.Of));
    }, cancel);

    private static async Task<Results<Ok<List<CredentialAnswer>>, ProblemHttpResult>> CredentialsOfAsync(string? learner, BridgeDbContext db, HttpContext http, TimeProvider time, CancellationToken cancel) => string.IsNullOrWhiteSpace(learner)
        ? TypedResults.Problem("Say whose: ?learner= and the student number.", statusCode: StatusCodes.Status400BadRequest)
        : await CredentialsAsync(learner, db, http, time, cancel);

    private static Task<Results<Ok<List<CredentialAnswer>>, ProblemHttpResult>> CredentialsAsync(string number, BridgeDbContext db, HttpContext http, TimeProvider time, CancellationToken cancel) => db.TransactAsync<Results<Ok<List<CredentialAnswer>>, ProblemHttpResult>>(async () =>
    {
        if (await LearnerAsync(db, number, cancel) is not { } learner)
            return TypedResults.Problem($"There is no learner {number}.", statusCode: StatusCodes.Status404NotFound);
        var found = await (
            from credential in db.Credentials.AsNoTracking()
            join achievement in db.Achievements on credential.AchievementId equals achievement.Id
            join partner in db.Partners on credential.PartnerId equals partner.Id
            where credential.LearnerId == learner
            orderby credential.IssuedOn descending, credential.Id
            select new CredentialAnswer(credential.Id, partner.Code, achievement.ExternalId, achievement.Name, credential.IssuedOn, credential.ExpiresOn, credential.Status.ToString(), credential.Verification.ToString())).Take(Most).ToListAsync(cancel);
        Disclose(db, http, time, learner, $"{found.Count} credentials");
        return TypedResults.Ok(found);
    }, cancel);

    internal static Task<Guid?> LearnerAsync(BridgeDbContext db, string number, CancellationToken cancel) =>
        db.Learners.Where(learner => learner.StudentNumber == number).Select(learner => (Guid?)(learner.MergedIntoId ?? learner.Id)).SingleOrDefaultAsync(cancel);

    private static void Disclose(BridgeDbContext db, HttpContext http, TimeProvider time, Guid learnerId, string what)
    {
        var name = http.User.Identity!.Name!;
        db.DisclosureEntries.Add(new DisclosureEntry { LearnerId = learnerId, At = time.GetUtcNow().UtcDateTime, Recipient = name, Purpose = Purpose, What = what, ActorName = name });
    }

    internal sealed record RequestAnswer(string Number, string State, string Origin, DateTime OpenedAt, DateTime? DecidedAt, DateOnly? PromisedOn, IReadOnlyList<LineAnswer> Lines)
    {
        public static RequestAnswer Of(CreditRequest request) => new(
            request.Number, request.State.ToString(), request.Origin.ToString(), request.OpenedAt, request.DecidedAt, request.PromisedOn,
            [.. request.Lines.Select(line => new LineAnswer(line.RuleCode, line.CourseCode, line.Credits, line.State.ToString(), line.Explanation, line.DeclineReason?.ToString(), line.DecisionSentence))]);
    }

    /// <param name="Rule">Empty where no rule stands behind it.</param>
    internal sealed record LineAnswer(string Rule, string? Course, decimal Credits, string State, string Explanation, string? DeclineReason, string? Sentence);

    internal sealed record CredentialAnswer(Guid Id, string Partner, string Achievement, string Title, DateOnly? IssuedOn, DateOnly? ExpiresOn, string Status, string Verification);
}
