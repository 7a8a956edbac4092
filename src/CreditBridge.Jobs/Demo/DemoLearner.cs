using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;

namespace CreditBridge.Jobs.Demo;

/// <summary>An invented learner. Their number among all learners says everything else of them.</summary>
/// <param name="PersonalEmail">Empty: the learner gave none.</param>
/// <param name="Audience">What they earn credentials for: 0 school exams, 1 information technology, 2 business, 3 a bit of everything.</param>
internal sealed record DemoLearner(
    int Number,
    string StudentNumber,
    string GivenName,
    string FamilyName,
    DateOnly BirthOn,
    LearnerStanding Standing,
    CourseLevel Level,
    string ProgramCode,
    int CatalogYear,
    string EntryTermCode,
    string Campus,
    string CampusEmail,
    string? PersonalEmail,
    bool PersonalEmailConfirmed,
    int Audience)
{
    public string Name => $"{GivenName} {FamilyName}";
}
