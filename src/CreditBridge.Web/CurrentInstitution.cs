namespace CreditBridge.Web;

/// <summary>The one institution this program serves.</summary>
public sealed class CurrentInstitution
{
    public string Name => "Northfield State University";
}
