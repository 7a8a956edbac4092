namespace CreditBridge.Core.Access;

/// <summary>What another system may be allowed, and the one permission each scope gives.</summary>
public static class ApiScopes
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["requests.read"] = Permissions.ViewRequests,
        ["credentials.read"] = Permissions.ViewCredentials,
        ["requests.write"] = Permissions.AskForCredit,
        ["credentials.write"] = Permissions.AddOwnBadges,
        ["rules.read"] = Permissions.ViewRules,
        ["rules.write"] = Permissions.EditRules,
    };

    public static bool Allow(IEnumerable<string> scopes, string permission) => scopes.Any(scope => All.GetValueOrDefault(scope) == permission);
}
