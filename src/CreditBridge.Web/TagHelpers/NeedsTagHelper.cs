using CreditBridge.Web.Security;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>needs="@Permissions.RunNight"</c> on any element: absent for who may not.</summary>
[HtmlTargetElement(Attributes = "needs")]
public sealed class NeedsTagHelper : TagHelper
{
    public override int Order => -1000;

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required string Needs { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.RemoveAll("needs");
        if (!ViewContext.HttpContext.User.May(Needs))
            output.SuppressOutput();
    }
}
