namespace CreditBridge.Core.Requests;

public enum AwardKind
{
    Course,
    Choice,
    Elective,
    Block,
    Exemption,
}
