namespace CreditBridge.Jobs.Connectors;

/// <summary>A setting that says where secrets are sent: when it changes they have to be entered again. What is an address of the web (<c>[Url]</c>) is one without saying so.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressAttribute : Attribute;
