using Microsoft.AspNetCore.Components;

namespace CreditBridge.Web.TagHelpers;

/// <summary>The fingerprinted address of a file in wwwroot, which browsers may keep for ever.</summary>
internal static class AssetUrl
{
    public static string Of(HttpContext context, string path) =>
        $"{context.Request.PathBase}/{context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[path] ?? path}";
}
