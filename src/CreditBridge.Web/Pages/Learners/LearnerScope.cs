using System.Security.Claims;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Web.SignIn;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Learners;

/// <summary>Whose records somebody may read: staff all of them, an advisor those the roster assigns.</summary>
internal static class LearnerScope
{
    public static IQueryable<Learner> LearnersFor(this BridgeDbContext db, ClaimsPrincipal person)
    {
        var learners = db.Learners.AsNoTracking();
        if (person.Actor() is not { Role: Role.Advisor, UserId: { } id })
            return learners;
        return learners.Where(learner => db.Users.Any(user => user.Id == id && user.Email == learner.AdvisorEmail));
    }

    /// <summary>By a number (old ones too), an e-mail address, or the beginning of a name, former ones too.</summary>
    public static IQueryable<Learner> Matching(this IQueryable<Learner> learners, string words)
    {
        var (number, email) = (RecipientKey.StudentNumber(words), RecipientKey.Email(words));
        var parts = words.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (first, last) = (parts.FirstOrDefault() ?? words, parts.LastOrDefault() ?? words);
        return learners.Where(learner => learner.StudentNumber == words || learner.Identities.Any(identity => identity.Key == number || identity.Key == email)
            || (parts.Length < 2 && (learner.FamilyName.StartsWith(words) || learner.GivenName.StartsWith(words) || learner.FormerNames.Contains(words)))
            || (parts.Length > 1 && ((learner.FamilyName.StartsWith(last) && learner.GivenName.StartsWith(first)) || (learner.FamilyName.StartsWith(first) && learner.GivenName.StartsWith(last)) || learner.FormerNames.Contains(words))));
    }
}
