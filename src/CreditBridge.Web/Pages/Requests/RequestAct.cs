namespace CreditBridge.Web.Pages.Requests;

/// <summary>What can be done with a request beside deciding it.</summary>
internal enum RequestAct
{
    Ask,
    Faculty,
    Message,
    Note,
    Claim,
    TakeOver,
    Release,
}
