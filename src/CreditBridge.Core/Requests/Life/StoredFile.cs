namespace CreditBridge.Core.Requests;

/// <summary>A file that lies in the attachments folder and belongs to no request yet; the sweep removes it if none takes it.</summary>
public sealed record StoredFile(string Name, string MediaType, long Bytes, string Sha256, string StoredAs);
