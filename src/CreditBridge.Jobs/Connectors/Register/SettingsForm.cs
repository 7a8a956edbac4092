using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Jobs.Connectors.Register;

/// <summary>
/// Reads a connector's settings from what a person typed. A secret that is left empty stays as it is stored, unless an address has changed: a stored secret is never sent to an address it was
/// not entered for.
/// </summary>
public static class SettingsForm
{
    private const int MostCharacters = 8_000;

    /// <param name="typed">Text by the property's name.</param>
    /// <param name="stored">The settings in force, with their secrets; null where there are none.</param>
    public static object Read(Type type, IReadOnlyDictionary<string, string?> typed, object? stored, out List<ValidationResult> problems)
    {
        var settings = Activator.CreateInstance(type)!;
        var fields = SettingField.Of(type);
        problems = [];
        foreach (var field in fields)
        {
            var text = typed.GetValueOrDefault(field.Name) ?? "";
            text = field.IsSecret ? text.Trim('\r', '\n', '\t') : text.Trim();
            if (field.IsSecret && text.Length == 0)
                continue;
            if (text.Length > MostCharacters || text.Any(character => char.IsControl(character) && !(field.IsLong && character is '\r' or '\n')))
            {
                problems.Add(new($"{field.Label} is {(text.Length > MostCharacters ? "too long" : "one line, without control characters")}.", [field.Name]));
                continue;
            }

            try
            {
                field.Set(settings, text);
            }
            catch (FormatException problem)
            {
                problems.Add(new(problem.Message, [field.Name]));
            }
        }

        KeepSecrets(fields, settings, typed, stored, problems);
        foreach (var problem in PartnerAccounts.Problems(settings))
        {
            if (!problem.MemberNames.Any(problems.SelectMany(known => known.MemberNames).Contains))
                problems.Add(problem);
        }

        foreach (var field in fields.Where(field => field.IsUrl))
        {
            if (field.TextOf(settings) is { Length: > 0 } address && !problems.Exists(problem => problem.MemberNames.Contains(field.Name)) && WrongAddress(address) is { } wrong)
                problems.Add(new($"{field.Label}: {wrong}", [field.Name]));
        }

        return settings;
    }

    private static void KeepSecrets(IReadOnlyList<SettingField> fields, object settings, IReadOnlyDictionary<string, string?> typed, object? stored, List<ValidationResult> problems)
    {
        if (stored is null)
            return;
        var moved = fields.FirstOrDefault(field => field.IsAddress && !string.Equals(field.TextOf(settings), field.TextOf(stored), StringComparison.Ordinal));
        foreach (var secret in fields.Where(field => field.IsSecret && field.TextOf(stored).Length > 0 && string.IsNullOrWhiteSpace(typed.GetValueOrDefault(field.Name))))
        {
            if (moved is null)
                secret.Copy(stored, settings);
            else
                problems.Add(new($"{moved.Label} has changed: enter {secret.Label} again. What is stored is not sent to another address.", [secret.Name]));
        }
    }

    /// <summary>Plain HTTP only within this machine, and no secret inside of the address, which is shown.</summary>
    private static string? WrongAddress(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ? "it begins with https://"
        : uri.UserInfo.Length > 0 ? "leave user name and password out of it."
        : uri.Query.Length > 0 || uri.Fragment.Length > 0 ? "leave out what stands after the question mark: it is shown to others, so no key may stand in it."
        : null;
}
