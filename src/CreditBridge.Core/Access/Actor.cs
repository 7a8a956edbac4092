namespace CreditBridge.Core.Access;

/// <summary>Who does something, as the audit trail will name them. The night acts for itself.</summary>
public sealed record Actor(string Name, Role? Role, Guid? UserId = null)
{
    public static readonly Actor Night = new("The night", null);

    /// <exception cref="UnauthorizedAccessException">The role has no such permission.</exception>
    public void Demand(string permission)
    {
        var isAllowed = Role is { } role ? RolePermissions.Allows(role, permission) : this == Night;
        if (!isAllowed)
            throw new UnauthorizedAccessException($"{Name} ({Role}) may not {permission}.");
    }
}
