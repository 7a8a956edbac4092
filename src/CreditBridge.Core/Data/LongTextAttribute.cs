namespace CreditBridge.Core.Data;

/// <summary>A text without a length limit. Every other text column has one, so that SQL Server can index it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LongTextAttribute : Attribute;
