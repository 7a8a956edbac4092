using System.ComponentModel;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Api.Programs;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Api;

/// <summary>
/// What a learner does on the own pages, done for them by another system of the institution: ask for credit, add a badge. The request is the learner's own (origin Learner): a person
/// of the office decides it, whatever the rules say, and no one of the staff counts as its author.
/// </summary>
internal static class AskApi
{
    private const int MostPicked = 100;
    private const int MostOfCourse = 40;

    public static void MapAskApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapPost("/requests", AskAsync).RequireAuthorization(RecordApi.For(Permissions.AskForCredit)).Accepts<Ask>("application/json").DescribeWriting<Asked>("requests.write")
            .WithSummary("Ask for credit in a learner's name: a person decides. Needs the scope requests.write.");
        api.MapPost("/credentials", AddAsync).RequireAuthorization(RecordApi.For(Permissions.AddOwnBadges)).Accepts<Badge>("application/json").DescribeWriting<Added>("credentials.write")
            .WithSummary("Add a signed badge to a learner's record, checked like one that the learner adds. Needs the scope credentials.write.");
    }

    private static Task<IResult> AskAsync([FromHeader(Name = ApiDescription.KeyHeader), Description(ApiDescription.KeyMeaning)] string? key, OnceOnly once, RequestAsking asking, BridgeDbContext db, HttpContext http) =>
        once.AnswerAsync<Ask>(http, key, ask => ask.Learner, async (learner, ask, id) =>
        {
            var cancel = http.RequestAborted;
            if (!ask.Agreed)
                return new Worked.Refused(400, $"Ask the learner first, and send \"agreed\": true when they agree to this: {RequestAsking.ConsentText}");
            if (ask.Statement is { Length: > RequestAsking.MostCharacters })
                return new Worked.Refused(400, $"The statement has more than {RequestAsking.MostCharacters} characters.");
            if (ask.Course is { Length: > MostOfCourse })
                return new Worked.Refused(400, "A course has a subject and a number, such as MATH 1431.");
            var picked = (ask.Credentials ?? []).ToHashSet();
            foreach (var (partner, achievement) in ask.Achievements ?? [])
            {
                var own = await db.Credentials.Where(row => row.LearnerId == learner && db.Achievements.Any(known => known.Id == row.AchievementId && known.ExternalId == achievement && db.Partners.Any(of => of.Id == known.PartnerId && of.Code == partner)))
                    .Select(row => row.Id).ToListAsync(cancel);
                if (own.Count == 0)
                    return new Worked.Refused(404, $"The learner has no credential of {partner} for {achievement}.");
                picked.UnionWith(own);
            }

            if (picked.Count is 0 or > MostPicked)
                return new Worked.Refused(400, $"Name at least one credential or achievement, and at most {MostPicked}.");
            return await asking.AskAsync(learner, new CreditAsk(id, picked, ask.Course, ask.Statement ?? ""), http.User.Actor(), cancel) switch
            {
                AskAnswer.Asked asked => new Worked.Done(201, new Asked(asked.Number, $"/api/v1/requests/{asked.Number}", asked.Beside)),
                AskAnswer.AskedBefore before => new Worked.Refused(409, string.Join(' ', before.Sentences)),
                AskAnswer.UnknownCourse unknown => new Worked.Refused(400, unknown.Sentence),
                _ => new Worked.Refused(404, "One of the credentials is not in this learner's record."),
            };
        });

    private static Task<IResult> AddAsync([FromHeader(Name = ApiDescription.KeyHeader), Description(ApiDescription.KeyMeaning)] string? key, OnceOnly once, BadgeAdding adding, HttpContext http) =>
        once.AnswerAsync<Badge>(http, key, badge => badge.Learner, async (learner, badge, _) =>
        {
            // Another system sends what it holds: fetching a link in its name is nothing it needs.
            if (badge.Credential.TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase))
                return new Worked.Refused(400, "Send the signed badge itself, as JSON or JWT text, not a link to it.");
            var answers = await adding.AddAsync(learner, badge.Credential, http.User.Actor(), http.RequestAborted);
            var stored = answers.Select(answer => answer switch
            {
                BadgeAnswer.Added added => new AddedOne(added.CredentialId, added.Title, added.Issuer, true, added.State.ToString(), null),
                BadgeAnswer.AlreadyThere there => new AddedOne(there.CredentialId, there.Title, there.Issuer, false, null, null),
                _ => new AddedOne(null, answer.Title, answer.Issuer, false, null, ((BadgeAnswer.Refused)answer).Sentence),
            }).ToList();
            return stored.TrueForAll(one => one.Id is null)
                ? new Worked.Refused(422, string.Join(' ', stored.Select(one => one.Refused).DefaultIfEmpty("There is no credential in it.")))
                : new Worked.Done(stored.Exists(one => one.IsNew) ? 201 : 200, new Added(stored));
        });

    /// <param name="Learner">The student number.</param>
    /// <param name="Agreed">The learner agreed that the office reads the credentials; it is kept as their consent.</param>
    /// <param name="Credentials">Ids, as <c>GET /credentials</c> names them.</param>
    /// <param name="Achievements">All of the learner's credentials for these.</param>
    /// <param name="Course">The course hoped for; empty: whatever fits.</param>
    internal sealed record Ask(string Learner, bool Agreed, IReadOnlyList<Guid>? Credentials = null, IReadOnlyList<AchievementKey>? Achievements = null, string? Course = null, string? Statement = null);

    internal sealed record AchievementKey(string Partner, string Achievement);

    /// <param name="Beside">What was not asked again, a sentence each.</param>
    internal sealed record Asked(string Number, string Link, IReadOnlyList<string> Beside);

    /// <param name="Credential">The text of a signed Open Badge or learner record, JSON or JWT.</param>
    internal sealed record Badge(string Learner, string Credential);

    internal sealed record Added(IReadOnlyList<AddedOne> Credentials);

    /// <param name="Refused">Why it was not stored; empty where it was.</param>
    internal sealed record AddedOne(Guid? Id, string Title, string Issuer, bool IsNew, string? Verification, string? Refused);
}
