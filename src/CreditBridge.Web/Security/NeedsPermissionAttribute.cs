namespace CreditBridge.Web.Security;

/// <summary>
/// The permission one handler of a page needs beyond the page's own: who may read a page may not always act on it. Every handler
/// that changes something names one; <see cref="NeedsPermissionFilter"/> refuses those that don't.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsPermissionAttribute(string permission) : Attribute
{
    public string Permission => permission;
}
