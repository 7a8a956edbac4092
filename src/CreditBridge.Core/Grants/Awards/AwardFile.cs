namespace CreditBridge.Core.Grants;

/// <summary>A signed award as a file.</summary>
public sealed record AwardFile(byte[] Bytes, string MediaType, string Name);
