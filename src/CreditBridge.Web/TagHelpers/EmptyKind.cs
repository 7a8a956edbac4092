namespace CreditBridge.Web.TagHelpers;

public enum EmptyKind
{
    NoneYet,
    NoMatch,
    NotAllowed,
}
