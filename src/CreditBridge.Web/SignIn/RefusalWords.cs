using CreditBridge.Core.Access;

namespace CreditBridge.Web.SignIn;

/// <summary>What is said to somebody whom the campus knows and who may not come in.</summary>
internal static class RefusalWords
{
    public static string Of(ArrivalRefusal refusal) => refusal switch
    {
        ArrivalRefusal.NoRole => "Your campus account is fine, but it gives you no access here. If you work with CreditBridge, ask its administrator to list you or to give your group a role.",
        ArrivalRefusal.UnknownNumber => "The student number of your campus account is not known here yet. New records come from the student system overnight: try again tomorrow, or ask the registrar's office.",
        ArrivalRefusal.NoAddress => "Your campus account gives no e-mail address, and CreditBridge needs one. Ask the campus's help desk to release it.",
        ArrivalRefusal.AddressTaken => "Another account here has your e-mail address or your student record. An administrator has to look before you can sign in.",
        ArrivalRefusal.Disabled => "Your account here is disabled. Ask an administrator of CreditBridge.",
        _ => "The sign-in did not come to its end. Try again; if it fails once more, tell the campus's help desk.",
    };
}
