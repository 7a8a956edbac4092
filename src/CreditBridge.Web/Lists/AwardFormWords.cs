using CreditBridge.Core.Grants;

namespace CreditBridge.Web.Lists;

/// <summary>The forms of a signed award as people choose them.</summary>
internal static class AwardFormWords
{
    public static string Of(AwardForm form) => form switch
    {
        AwardForm.Json => "JSON",
        AwardForm.Jwt => "JWT",
        AwardForm.Png => "Picture (PNG)",
        _ => "Picture (SVG)",
    };
}
