using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using ServerlessMail.Http;

namespace ServerlessMail.Worker;

/// <summary>What the api function is on AWS: takes forms, on a free port of 127.0.0.1, and tells which.</summary>
internal static class IntakeRole
{
    public static async Task RunAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddHttp().AddService();
        await using var app = builder.Build();
        app.UseHttpEdge();
        app.UseRouting();
        app.MapForms();
        await app.StartAsync(ct);
        Console.WriteLine($"ready {app.Urls.Single()}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.StopAsync(CancellationToken.None);
    }
}
