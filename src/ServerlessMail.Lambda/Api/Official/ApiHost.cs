using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws;
using ServerlessMail.Core.Forms;

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
        var warm = app.Services.GetRequiredService<WarmUp>().RunAsync();
        app.Use(next => new RequestDeadline(next, host.Time).InvokeAsync);
        app.UseApi();
        await SubjectTemplate.PrepareAsync();
        await warm;

        // To start this server is to run it: it returns when the environment ends.
        await app.StartAsync(ct);
    }
}
