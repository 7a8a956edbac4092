namespace CreditBridge.Web.Lists;

/// <summary>How long something has waited, in the largest unit that says enough.</summary>
internal static class Age
{
    public static string Words(DateTime since, DateTime now) => (now - since) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } span => Of((int)span.TotalMinutes, "minute"),
        { TotalDays: < 1 } span => Of((int)span.TotalHours, "hour"),
        var span => Of((int)span.TotalDays, "day"),
    };

    private static string Of(int number, string unit) => $"{number:N0} {unit}{(number == 1 ? "" : "s")} ago";
}
