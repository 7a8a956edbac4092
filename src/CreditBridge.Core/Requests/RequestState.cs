namespace CreditBridge.Core.Requests;

public enum RequestState
{
    Draft,
    Submitted,
    InEvaluation,
    MoreInformation,
    WithFaculty,
    Decided,
    Withdrawn,
    Appealed,
}
