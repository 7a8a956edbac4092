using System.Globalization;

namespace CreditBridge.Jobs.Connectors.Register;

/// <summary>What changed, for the trail: names and values, never a secret.</summary>
internal static class RegisterWords
{
    public static List<SettingChange> Changes(object before, object after) =>
    [
        .. SettingField.Of(after.GetType()).Select(field => (Field: field, Before: field.TextOf(before), After: field.TextOf(after))).Where(pair => pair.Before != pair.After)
            .Select(pair => pair.Field.IsSecret
                ? new SettingChange(pair.Field.Label, pair.Before.Length == 0 ? "none" : "a secret", pair.After.Length == 0 ? "none" : "another secret", true)
                : new SettingChange(pair.Field.Label, pair.Before, pair.After, false)),
    ];

    public static List<SettingChange> Changes(PartnerEntry before, PartnerEntry after) => [.. Differing(before, after), .. Differing(before.Limits, after.Limits)];

    public static string Before(IEnumerable<SettingChange> changes) => Joined(changes, change => change.Before);

    public static string After(IEnumerable<SettingChange> changes) => Joined(changes, change => change.After);

    private static IEnumerable<SettingChange> Differing<T>(T before, T after) => typeof(T).GetProperties().Where(property => property.PropertyType != typeof(Core.Partners.WireLimits))
        .Select(property => new SettingChange(property.Name, Text(property.GetValue(before)), Text(property.GetValue(after)), false)).Where(change => change.Before != change.After);

    private static string Joined(IEnumerable<SettingChange> changes, Func<SettingChange, string> side) => string.Join("; ", changes.Select(change => $"{change.Name}: {(side(change) is { Length: > 0 } text ? text : "empty")}"));

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
