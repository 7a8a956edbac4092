using System.Globalization;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Letters;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace CreditBridge.Web.Languages;

/// <summary>
/// In which language a page is said: chosen in this browser, else chosen by the learner, else what the browser asks for. Only the pages of visitors and
/// learners are there in Spanish; staff work in English.
/// </summary>
/// <remarks>Words follow it, and the names of months; numbers and what forms send are read as everywhere, whatever the language.</remarks>
internal sealed class PageLanguage : RequestCultureProvider
{
    private const string Default = "en";

    private static readonly PathString[] Spoken =
        ["/sign-in", "/sign-out", "/equivalencies", "/estimate", "/my-credit", "/my-badges", "/my-requests", "/my-progress", "/my-data", "/awards", "/errors", "/language"];

    public static void Set(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo(Default));
        options.SupportedCultures = [CultureInfo.InvariantCulture];
        options.SupportedUICultures = [.. LetterText.Languages.Select(CultureInfo.GetCultureInfo)];
        options.RequestCultureProviders = [new PageLanguage()];
    }

    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        if (!Speaks(httpContext))
            return null;
        var language = httpContext.RequestServices.GetRequiredService<LanguageCookie>().Read(httpContext) ?? await OfLearnerAsync(httpContext) ?? Accepted(httpContext.Request);
        return new ProviderCultureResult(StringSegment.Empty, language);
    }

    private static bool Speaks(HttpContext http) =>
        !(http.Request.Path.StartsWithSegments("/errors") && http.User.May(Permissions.ViewDashboard))
        && (http.Request.Path.Value is "/" or "" || Spoken.Any(path => http.Request.Path.StartsWithSegments(path)));

    /// <summary>'English' is also what stands there for whoever never chose: then the browser is asked.</summary>
    private static async Task<string?> OfLearnerAsync(HttpContext http)
    {
        if (!http.User.May(Permissions.ViewOwnRecord))
            return null;
        var db = http.RequestServices.GetRequiredService<BridgeDbContext>();
        var learnerId = await http.User.LearnerIdAsync(db, http.RequestAborted);
        var language = await db.Learners.Where(learner => learner.Id == learnerId).Select(learner => learner.Language).FirstOrDefaultAsync(http.RequestAborted);
        return language == Default ? null : language;
    }

    private static string Accepted(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted => LetterText.Languages.FirstOrDefault(language => accepted.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (accepted.Value.Length == 2 || accepted.Value.Value![2] == '-')))
            .FirstOrDefault(language => language is not null) ?? Default;
}
