namespace CreditBridge.Jobs.Connectors;

/// <summary>A setting that is kept encrypted and never shown again.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
