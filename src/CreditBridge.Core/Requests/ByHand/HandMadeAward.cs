using CreditBridge.Core.Catalog;
using CreditBridge.Core.Rules;

namespace CreditBridge.Core.Requests;

/// <summary>Credit that no rule gives, for one learner or a class of them.</summary>
/// <param name="Course">A course of the catalogue, or null for elective credit.</param>
/// <param name="Subject">Of elective credit.</param>
/// <param name="Credits">Null: as the catalogue says.</param>
/// <param name="Why">What was assessed, by whom and how: learners, approver and auditors read it.</param>
public sealed record HandMadeAward(IReadOnlyList<string> StudentNumbers, string? Course, string? Subject, CourseLevel? Level, decimal? Credits, Basis Basis, string Why)
{
    public OtherAsk Content => new(Course, Subject, Level, Credits);
}
