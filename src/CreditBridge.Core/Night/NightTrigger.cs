namespace CreditBridge.Core.Night;

public enum NightTrigger
{
    Schedule,
    Page,
    Command,
}
