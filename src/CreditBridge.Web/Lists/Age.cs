namespace CreditBridge.Web.Lists;

/// <summary>How long something took or has waited, in the largest unit that says enough.</summary>
internal static class Age
{
    public static string Words(DateTime since, DateTime now) => now - since < TimeSpan.FromMinutes(1) ? "just now" : $"{Of(now - since)} ago";

    public static string Of(TimeSpan span) => span switch
    {
        { TotalMinutes: < 2 } => Count((int)span.TotalSeconds, "second"),
        { TotalHours: < 2 } => Count((int)span.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Count((int)span.TotalHours, "hour"),
        _ => Count((int)span.TotalDays, "day"),
    };

    private static string Count(int number, string unit) => $"{number:N0} {unit}{(number == 1 ? "" : "s")}";
}
