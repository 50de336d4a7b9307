using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws;
using ServerlessMail.Core.Forms;
using ServerlessMail.LambdaHost.HttpApi;

namespace ServerlessMail.Lambda.Api;

/// <summary>Runs the api function on this repository's own host: the pipeline alone, without a server and a generic host.</summary>
internal static class ApiHost
{
    public static async Task RunAsync(FunctionHost host, CancellationToken ct)
    {
        // Routing wants a listener; nobody listens.
        var services = host.AddTo(new ServiceCollection())
            .AddSingleton(new DiagnosticListener(nameof(ServerlessMail)))
            .AddApi(host.Settings)
            .BuildServiceProvider();
        var warm = services.GetRequiredService<WarmUp>().RunAsync();
        using var bootstrap = HttpApiHost.Create(new ApplicationBuilder(services).UseApi().Build(), services);
        await SubjectTemplate.PrepareAsync();
        await warm;
        await bootstrap.RunAsync(ct);
    }
}
