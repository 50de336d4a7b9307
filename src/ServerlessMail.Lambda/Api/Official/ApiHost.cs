using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessMail.Lambda.Api;

/// <summary>Runs the api function on AWS's own host: a web application whose server takes its requests from Lambda.</summary>
internal static class ApiHost
{
    public static async Task RunAsync(FunctionHost host, CancellationToken ct)
    {
        // The empty builder reads no configuration files and adds no logging providers; Lambda brings the server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        host.AddTo(builder.Services)
            .AddApi(host.Settings)
            .AddAWSLambdaHosting(LambdaEventSource.HttpApi, new SourceGeneratorLambdaJsonSerializer<HttpApiJson>());
        await using var app = builder.Build();
        app.Use(next => context => EndAtDeadlineAsync(next, context, host.Time));
        app.UseApi();

        // Starting the server is running it: this ends when the environment does.
        await app.StartAsync(ct);
    }

    /// <summary>AWS's host never cancels a request, so that one could work on while Lambda has already ended its invocation.</summary>
    private static async Task EndAtDeadlineAsync(RequestDelegate next, HttpContext context, TimeProvider time)
    {
        if (context.Items[ApiPipeline.ContextItem] is not ILambdaContext invocation)
        {
            await next(context);
            return;
        }

        using var end = invocation.EndBefore(TimeSpan.Zero, time);
        context.RequestAborted = end.Token;
        await next(context);
    }
}
