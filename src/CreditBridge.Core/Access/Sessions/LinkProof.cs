namespace CreditBridge.Core.Access;

/// <summary>A fact of the student record that whoever reads the learner's mail need not know.</summary>
public sealed record LinkProof(DateOnly? BirthOn, string? StudentNumber)
{
    public bool IsOf(Learners.Learner learner) =>
        (BirthOn is { } birth && birth == learner.BirthOn)
        || (StudentNumber?.Trim() is { Length: > 0 } number && (string.Equals(number, learner.StudentNumber, StringComparison.OrdinalIgnoreCase) || string.Equals(number, learner.FirstStudentNumber, StringComparison.OrdinalIgnoreCase)));
}
