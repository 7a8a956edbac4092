namespace CreditBridge.Jobs.Connectors.Register;

/// <summary>One setting that is another than before. Of a secret only that it changed.</summary>
internal sealed record SettingChange(string Name, string Before, string After, bool IsSecret);
