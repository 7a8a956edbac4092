namespace CreditBridge.Web.Security;

/// <summary>Before authorization turns a form of somebody signed out away, keeps what was typed.</summary>
internal static class KeptForms
{
    public static IApplicationBuilder UseKeptForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var isCutOff = HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
            && context.User.Identity is not { IsAuthenticated: true } && context.GetEndpoint()?.Metadata.GetMetadata<KeepsFormAttribute>() is not null;
        if (isCutOff && await context.RequestServices.GetRequiredService<KeptForm>().KeepAsync(context) is { } signIn)
            context.Response.Redirect(signIn);
        else
            await next(context);
    });
}
