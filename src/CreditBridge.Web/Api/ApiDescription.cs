using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CreditBridge.Web.Api;

/// <summary>What the OpenAPI document says beyond what the endpoints' types do.</summary>
internal static class ApiDescription
{
    public const string KeyHeader = "Idempotency-Key";
    public const string KeyMeaning = "Required, up to 200 characters. The same request under the same key within 24 hours is done once and answered the same again; another body is refused (422), one still being done too (409). A refusal keeps nothing.";

    public static void Add(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["program"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of the page Programs (cb_…), or a token of /api/v1/token, good for fifteen minutes." };
        return Task.CompletedTask;
    });

    public static RouteHandlerBuilder DescribeWriting<TAnswer>(this RouteHandlerBuilder endpoint, string scope)
    {
        endpoint.Produces<TAnswer>(StatusCodes.Status201Created).WithDescription($"Scope {scope}.");
        foreach (var status in (int[])[400, 401, 403, 404, 409, 413, 422])
            endpoint.ProducesProblem(status);
        return endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(parameter => parameter.Name == KeyHeader) ?? [])
                parameter.Required = true;
            operation.Security = [new() { [new OpenApiSecuritySchemeReference("program", context.Document)] = [scope] }];
            return Task.CompletedTask;
        });
    }
}
