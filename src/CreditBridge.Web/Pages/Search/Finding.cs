using System.Security.Claims;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web.Pages.Learners;
using CreditBridge.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Search;

/// <summary>One thing a search found.</summary>
internal sealed record Found(string Kind, string Title, string Detail, string Href);

/// <summary>Looks for a word in all that people look for, as far as this person may see it. Codes and numbers are asked for whole, names by their beginning.</summary>
internal static class Finding
{
    public const int MostOfAKind = 8;

    public static async Task<List<Found>> FindAsync(BridgeDbContext db, ClaimsPrincipal person, string words, CancellationToken cancel)
    {
        List<Found> found = [];
        var code = words.ToUpperInvariant();
        if (person.May(Permissions.ViewLearners))
        {
            var learners = await db.LearnersFor(person).Matching(words).OrderBy(learner => learner.FamilyName).ThenBy(learner => learner.GivenName).Take(MostOfAKind).ToListAsync(cancel);
            found.AddRange(learners.Select(learner => new Found("Learners", learner.Name, learner.StudentNumber, $"/learners/{learner.MergedIntoId ?? learner.Id}")));
        }

        if (person.May(Permissions.ViewRequests) && !person.IsInRole(nameof(Role.FacultyApprover)))
        {
            var requests = await db.CreditRequests.AsNoTracking().Where(request => request.Number == code).Select(request => new { request.Id, request.Number, request.State }).ToListAsync(cancel);
            found.AddRange(requests.Select(request => new Found("Requests", request.Number, request.State.ToString(), $"/requests/{request.Id}")));
        }

        if (person.May(Permissions.ViewRules))
        {
            var rules = await db.EquivalencyRules.AsNoTracking().Where(rule => rule.Code == code || rule.Title.StartsWith(words)).OrderBy(rule => rule.Code).Take(MostOfAKind).Select(rule => new { rule.Code, rule.Title }).ToListAsync(cancel);
            found.AddRange(rules.Select(rule => new Found("Rules", rule.Code, rule.Title, $"/rules/{rule.Code}")));
            var courses = await db.Courses.AsNoTracking().Where(course => course.Code == code || course.Title.StartsWith(words)).OrderBy(course => course.Code).Take(MostOfAKind).Select(course => new { course.Code, course.Title }).ToListAsync(cancel);
            found.AddRange(courses.Select(course => new Found("Courses", course.Code, course.Title, $"/rules?q={Uri.EscapeDataString(course.Code)}")));
        }

        if (person.May(Permissions.ViewCredentials))
        {
            var isId = Guid.TryParse(words, out var id);
            var credentials = await (
                from credential in db.Credentials.AsNoTracking()
                where credential.ExternalId == words || credential.CanonicalId == words || (isId && credential.Id == id)
                join achievement in db.Achievements on credential.AchievementId equals achievement.Id
                select new { credential.Id, credential.ExternalId, achievement.Name }).Take(MostOfAKind).ToListAsync(cancel);
            found.AddRange(credentials.Select(credential => new Found("Credentials", credential.Name, credential.ExternalId, $"/credentials/{credential.Id}")));
        }

        return found;
    }
}
