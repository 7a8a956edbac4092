namespace CreditBridge.Core.Partners;

/// <summary>One row of an outcome map: what the achievement's learner can do, and the course outcome it stands for.</summary>
/// <param name="Course">Subject and number, 'MATH 1431'.</param>
/// <param name="Evidence">What was looked at: a syllabus, assessed work.</param>
/// <param name="Faculty">Who compared them, with qualification.</param>
public sealed record OutcomeLink(string Outcome, string Course, string CourseOutcome, string Evidence, string Faculty);
