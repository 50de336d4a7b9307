using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.LambdaHost.HttpApi;

namespace ServerlessMail.Lambda.Api;

/// <summary>Runs the api function on this repository's own host: the pipeline alone, without a server and a generic host.</summary>
internal static class ApiHost
{
    public static Task RunAsync(FunctionHost host, CancellationToken ct)
    {
        // Routing wants a listener; nobody listens.
        var services = host.AddTo(new ServiceCollection())
            .AddSingleton(new DiagnosticListener(nameof(ServerlessMail)))
            .AddApi(host.Settings)
            .BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        return HttpApiHost.Create(app.UseApi().Build(), services).RunAsync(ct);
    }
}
