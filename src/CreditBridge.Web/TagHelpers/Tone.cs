namespace CreditBridge.Web.TagHelpers;

/// <summary>The five tones of a status; the same meaning has the same tone on every page.</summary>
public enum Tone
{
    /// <summary>Done or closed; nobody needs to look.</summary>
    Quiet,

    Good,

    /// <summary>Under way by itself.</summary>
    Moving,

    /// <summary>Waits for a person.</summary>
    Waiting,

    Wrong,
}

internal static class ToneStyle
{
    public static string CssClass(this Tone tone) => $"tone-{tone.ToString().ToLowerInvariant()}";
}
