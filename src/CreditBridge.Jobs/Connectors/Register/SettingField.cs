using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace CreditBridge.Jobs.Connectors.Register;

/// <summary>One setting of a connector as a form shows it: what its settings class says of the property.</summary>
public sealed class SettingField(PropertyInfo property)
{
    public string Name => property.Name;

    public string Label { get; } = property.GetCustomAttribute<DisplayAttribute>()?.Name ?? property.Name;

    public string? Hint { get; } = property.GetCustomAttribute<DisplayAttribute>()?.Description;

    public bool IsSecret { get; } = PartnerAccounts.IsSecret(property);

    public bool IsRequired { get; } = property.IsDefined(typeof(RequiredAttribute));

    public bool IsUrl { get; } = property.IsDefined(typeof(UrlAttribute));

    /// <summary>Secrets are sent there.</summary>
    public bool IsAddress => IsUrl || property.IsDefined(typeof(AddressAttribute));

    /// <summary>It has lines.</summary>
    public bool IsLong { get; } = property.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.MultilineText;

    public Type Kind { get; } = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    public bool IsSwitch => Kind == typeof(bool);

    public bool IsNumber => Kind == typeof(int) || Kind == typeof(long) || Kind == typeof(decimal);

    /// <summary>What can be chosen; empty: it is typed.</summary>
    public IReadOnlyList<string> Choices => Kind.IsEnum ? Enum.GetNames(Kind) : [];

    public static IReadOnlyList<SettingField> Of(Type settings) => [.. settings.GetProperties().Where(property => property is { CanRead: true, CanWrite: true }).Select(property => new SettingField(property))];

    /// <summary>As text; empty where there is nothing.</summary>
    public string TextOf(object settings) => Convert.ToString(property.GetValue(settings), CultureInfo.InvariantCulture) ?? "";

    /// <summary>Takes what was typed.</summary>
    /// <exception cref="FormatException">It is no such value.</exception>
    public void Set(object settings, string text)
    {
        if (Kind == typeof(string))
            property.SetValue(settings, text.Length == 0 && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable ? null : text);
        else if (text.Length > 0)
            property.SetValue(settings, Parsed(text));
        else if (IsSwitch)
            property.SetValue(settings, false);
    }

    public void Copy(object from, object to) => property.SetValue(to, property.GetValue(from));

    private object Parsed(string text)
    {
        try
        {
            var value = Kind.IsEnum ? Enum.Parse(Kind, text) : TypeDescriptor.GetConverter(Kind).ConvertFromInvariantString(text)!;
            return Kind.IsEnum && !Enum.IsDefined(Kind, value) ? throw new FormatException() : value;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or NotSupportedException or OverflowException)
        {
            throw new FormatException(IsNumber ? $"{Label} is a number." : $"{Label}: choose one of those that are offered.", problem);
        }
    }
}
