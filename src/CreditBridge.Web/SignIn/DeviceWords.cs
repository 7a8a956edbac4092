namespace CreditBridge.Web.SignIn;

/// <summary>A browser's name for itself as people say it. It says what it likes, so it only helps to tell one's own sessions apart.</summary>
internal static class DeviceWords
{
    private static readonly (string Mark, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Mark, string Name)[] Systems = [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    public static string Of(string device) => (Find(Browsers, device), Find(Systems, device)) switch
    {
        ({ } browser, { } system) => $"{browser} on {system}",
        ({ } browser, null) => browser,
        (null, { } system) => $"A browser on {system}",
        _ => "A browser that does not say its name",
    };

    public static string Of(Core.Access.SignInWay way) => way switch
    {
        Core.Access.SignInWay.Demo => "as a persona of the demo",
        Core.Access.SignInWay.EmailLink => "by a link sent by e-mail",
        _ => "with the campus account",
    };

    private static string? Find((string Mark, string Name)[] known, string device) => Array.Find(known, entry => device.Contains(entry.Mark, StringComparison.Ordinal)).Name;
}
