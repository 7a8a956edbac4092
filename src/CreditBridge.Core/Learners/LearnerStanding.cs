namespace CreditBridge.Core.Learners;

public enum LearnerStanding
{
    Applicant,
    Admitted,
    Enrolled,
    NonDegree,
    Former,
    Graduated,
}
