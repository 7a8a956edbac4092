using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CreditBridge.Web.Security;

/// <summary>Asks for the handler's permission before its model is bound into anything. An unsafe handler that names none is refused, unless its page is open to all.</summary>
internal sealed class NeedsPermissionFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var permission = context.HandlerMethod?.MethodInfo.GetCustomAttribute<NeedsPermissionAttribute>()?.Permission;
        var isOpen = http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (context.HandlerMethod is null && !isRead)
            // A form of nowhere: without a handler nothing has been read that the page could show.
            context.Result = new BadRequestResult();
        else if (permission is null ? isRead || isOpen : http.User.May(permission))
            await next();
        else
            context.Result = new ForbidResult();
    }
}
