using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Http;
using ServerlessMail.Lambda.Settings;

namespace ServerlessMail.Lambda.Api;

/// <summary>What the api function is, whichever host runs it.</summary>
internal static class ApiPipeline
{
    /// <summary>Where both hosts put the invocation's context.</summary>
    public const string ContextItem = "LambdaContext";

    public static IServiceCollection AddApi(this IServiceCollection services, FunctionSettings settings)
    {
        services.AddHttp(new HttpSettings { PublicUrl = settings.PublicUrl });
        return settings.Turnstile is { } turnstile ? services.AddTurnstile(turnstile) : services;
    }

    public static IApplicationBuilder UseApi(this IApplicationBuilder app)
    {
        var record = app.ApplicationServices.GetRequiredService<InvocationRecord>();
        app.Use(next => context => RecordAsync(record, next, context));
        app.UseHttpEdge();
        app.UseRouting();
        app.UseEndpoints(endpoints => endpoints.MapForms());
        return app;
    }

    private static Task RecordAsync(InvocationRecord record, RequestDelegate next, HttpContext context) => context.Items[ContextItem] is ILambdaContext invocation
        ? record.RunAsync(invocation, async () =>
        {
            await next(context);
            return true;
        })
        : next(context);
}
