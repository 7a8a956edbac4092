using System.Text.Json;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Lists;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Api;

/// <summary>Rules for programs: read them, propose a draft, and the public search. A rule has the same JSON here as where it is stored.</summary>
internal static class RuleApi
{
    public static void MapRuleApi(this WebApplication app)
    {
        app.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();
        var api = app.MapGroup("/api/v1");
        api.MapGet("/equivalencies", SearchAsync).AllowAnonymous().WithSummary("Published equivalencies in force today, 50 a page.");
        api.MapGet("/rules", ListAsync).RequireAuthorization(Permissions.ViewRules).WithSummary("Our rules by code, 50 a page.");
        api.MapGet("/rules/{code}", ReadAsync).RequireAuthorization(Permissions.ViewRules).WithSummary("One rule with every version.");
        api.MapPost("/rules", ProposeAsync).RequireAuthorization(RecordApi.For(Permissions.EditRules)).WithSummary("Propose a rule: it becomes a draft, with what must be mended before it can be submitted.");
    }

    private static async Task<PageAnswer<Equivalency>> SearchAsync(EquivalencySearch search, CancellationToken cancel, string? q = null, string? partner = null, string? course = null, int page = 1)
    {
        var found = await (await search.FindAsync(q, partner, course, cancel)).ToPageAsync(page, cancel);
        return new(found.Number, found.Total, [.. found.Items.Select(row => new Equivalency(
            row.Code, row.Version.Title, row.RuleSet?.Name, row.Version.Definition.Basis.Source, row.Version.PublishedFrom, Json(row.Version.Definition), $"/equivalencies/{row.Code}"))]);
    }

    private static async Task<PageAnswer<RuleAnswer>> ListAsync(BridgeDbContext db, CancellationToken cancel, RuleVersionState? state = null, int page = 1)
    {
        var rules = db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).Where(rule => rule.RuleSetId == null && (state == null || rule.Versions.Any(version => version.State == state)));
        var found = await rules.OrderBy(rule => rule.Code.Length).ThenBy(rule => rule.Code).ToPageAsync(page, cancel);
        return new(found.Number, found.Total, [.. found.Items.Select(RuleAnswer.Of)]);
    }

    private static async Task<Results<Ok<RuleAnswer>, ProblemHttpResult>> ReadAsync(string code, BridgeDbContext db, CancellationToken cancel) =>
        await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).SingleOrDefaultAsync(rule => rule.Code == code, cancel) is { } rule
            ? TypedResults.Ok(RuleAnswer.Of(rule))
            : TypedResults.Problem($"There is no rule {code}.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<Results<Created<ProposalAnswer>, ProblemHttpResult>> ProposeAsync([FromBody] Proposal proposal, HttpContext http, RuleLife life, RuleChecking checking, CancellationToken cancel)
    {
        RuleContent content;
        try
        {
            content = new(proposal.Title, proposal.Department, RuleJson.Deserialize(proposal.Definition.GetRawText()), proposal.PublicNote, proposal.PrivateNote);
        }
        catch (JsonException problem)
        {
            return TypedResults.Problem($"The definition is no rule: {problem.Message}", statusCode: StatusCodes.Status400BadRequest);
        }

        var problems = await checking.CheckAsync(content, cancel);
        if (problems.FirstOrDefault(problem => !problem.IsWarning && (problem.Path is "title" or "requirement" or "department" or "notes" || content.Definition.Awards.Count > RuleCheck.MostLines || RuleParts.Nodes(content.Definition.Requirement).Any(part => part.Depth > RuleCheck.MostDepth))) is { } hopeless)
            return TypedResults.Problem(hopeless.Sentence, statusCode: StatusCodes.Status400BadRequest);
        try
        {
            var rule = await life.CreateAsync(content, http.User.Actor(), cancel);
            return TypedResults.Created($"/api/v1/rules/{rule.Code}", new ProposalAnswer(rule.Code, rule.Versions[0].Id, problems));
        }
        catch (IllegalMoveException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static JsonElement Json(RuleDefinition definition) => JsonSerializer.SerializeToElement(definition, RuleJson.Options);

    internal sealed record PageAnswer<T>(int Page, int Total, IReadOnlyList<T> Items);

    /// <param name="Institution">Who published it; empty: this institution.</param>
    /// <param name="Link">The page for people.</param>
    internal sealed record Equivalency(string Code, string Title, string? Institution, string? Source, DateOnly? From, JsonElement Definition, string Link);

    internal sealed record RuleAnswer(string Code, string Title, string Department, IReadOnlyList<VersionAnswer> Versions)
    {
        public static RuleAnswer Of(EquivalencyRule rule) => new(rule.Code, rule.Title, rule.DepartmentCode, [.. rule.Versions.OrderBy(version => version.Number).Select(version =>
            new VersionAnswer(version.Id, version.Number, version.State.ToString(), version.Title, version.PublishedFrom, version.PublishedTo, version.Author, version.ApprovedBy, Json(version.Definition)))]);
    }

    internal sealed record VersionAnswer(Guid Id, int Number, string State, string Title, DateOnly? From, DateOnly? To, string Author, string? ApprovedBy, JsonElement Definition);

    /// <param name="Definition">As <c>GET /rules/{code}</c> shows it.</param>
    internal sealed record Proposal(string Title, string Department, JsonElement Definition, string? PublicNote = null, string? PrivateNote = null);

    /// <param name="Problems">Each with its place in the definition; the rule can be submitted once none is left that is no warning.</param>
    internal sealed record ProposalAnswer(string Code, Guid VersionId, IReadOnlyList<RuleProblem> Problems);
}
