namespace CreditBridge.Core.Access;

/// <summary>Who does something, as the audit trail will name them. The night acts for itself.</summary>
public sealed record Actor(string Name, Role? Role, Guid? UserId = null)
{
    public static readonly Actor Night = new("The night", null);

    /// <summary>A program's scopes; null for people and the night.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <exception cref="UnauthorizedAccessException">The role has no such permission.</exception>
    public void Demand(string permission)
    {
        var isAllowed = Scopes is not null ? ApiScopes.Allow(Scopes, permission) : Role is { } role ? RolePermissions.Allows(role, permission) : this == Night;
        if (!isAllowed)
            throw new UnauthorizedAccessException($"{Name} ({Role}) may not {permission}.");
    }
}
