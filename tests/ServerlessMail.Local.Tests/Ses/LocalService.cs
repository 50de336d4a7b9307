using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessMail.Http;
using ServerlessMail.Local.Inbox;
using ServerlessMail.Local.Ses;
using ServerlessMail.Local.Start;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Tests.Ses;

/// <summary>The simulator, the inbox and the start page on Kestrel at a free port of 127.0.0.1, over a database of their own.</summary>
internal sealed class LocalService : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("smail-test-").FullName;
    private readonly WebApplication _app;

    private LocalService(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(time).AddHttp().AddSqliteStores(_directory).AddSesSimulator(_directory).AddLocalIdentities().AddInbox();
        _app = builder.Build();
        _app.UseHttpEdge();
        _app.UseRouting();
        _app.MapSesSimulator();
        _app.MapInbox();
        _app.MapStart();
    }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public string Url => _app.Urls.Single().TrimEnd('/');

    public SqliteDatabase Database => Get<SqliteDatabase>();

    public SesSimulatorCredentials Credentials => Get<SesSimulatorCredentials>();

    public static async Task<LocalService> StartAsync(TimeProvider? time = null)
    {
        var service = new LocalService(time ?? TimeProvider.System);
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        service.Client.BaseAddress = new Uri(service.Url);
        return service;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
