using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerlessMail.Local;

/// <summary>Keeps pages of other sites from changing anything here: a browser names the origin of every such request. Programs name none.</summary>
internal static class OwnPages
{
    /// <summary>A group of routes that change something.</summary>
    public static RouteGroupBuilder MapChanges(this IEndpointRouteBuilder endpoints, string prefix) =>
        endpoints.MapGroup(prefix).AddEndpointFilter(RefuseForeignAsync);

    private static async ValueTask<object?> RefuseForeignAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"
            ? await next(context)
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
