namespace CreditBridge.Web.Security;

/// <summary>A page whose form survives a session that ended while it was filled in; see <see cref="KeptForm"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KeepsFormAttribute : Attribute;
