using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Core.Sending;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Http.Tests;

/// <summary>
/// The one door into the HTTP side for its tests: the real app on Kestrel, at a free port of 127.0.0.1, over stores in memory and a clock
/// that stands still.
/// </summary>
internal sealed class HttpApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 4, 0, 30, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HttpApp(HttpSettings settings, Action<WebApplication>? more)
    {
        Store = new MemoryStore(Time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            // How long a body may take is ours to say, by the test's clock.
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddSingleton<TimeProvider>(Time).AddCore(SendTimings.Local).AddHttp(settings).AddMemoryStores(Store);
        _app = builder.Build();
        _app.Use(next => async context =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                _ended.TrySetResult();
            }
        });
        _app.UseHttpEdge();
        _app.MapForms();
        more?.Invoke(_app);
    }

    /// <summary>The form that is there.</summary>
    public static Form Contact { get; } = SampleMail.Form() with
    {
        Fields =
        [
            new FieldRule("name", FieldType.Text, Required: true, 200),
            new FieldRule("email", FieldType.Email, Required: true, EmailAddress.MaxLength),
            new FieldRule("budget", FieldType.Number, Required: false, 20),
        ],
        Honeypot = "company",
        Limits = null,
    };

    /// <summary>The site whose pages may post to <see cref="Contact"/>.</summary>
    public static string Site => "https://www.example.com";

    public WatchedTime Time { get; } = new(Start);

    public MemoryStore Store { get; }

    public LogLines Log { get; } = new();

    /// <summary>Follows no redirects.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    });

    /// <summary>Done when the first request is, whether or not anybody is there to read the answer.</summary>
    public Task Ended => _ended.Task.WaitAsync(Ct);

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url => _app.Urls.Single().TrimEnd('/');

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens the service with one form, the contact form as a rule, and its verified sender.</summary>
    public static async Task<HttpApp> StartAsync(Form? form = null, HttpSettings? settings = null, Action<WebApplication>? more = null)
    {
        var app = new HttpApp(settings ?? new HttpSettings(), more);
        await app.Store.Control.EnsureAsync(Ct);
        await app.Store.Senders.PutAsync(SampleMail.Sender(), Ct);
        await app.Store.Forms.TryApplyAsync([form ?? Contact], Ct);
        await app._app.StartAsync(Ct);
        app.Client.BaseAddress = new Uri(app.Url);
        return app;
    }

    /// <summary>The draft of the only message that was accepted.</summary>
    public async Task<MailDraft> DraftAsync()
    {
        var message = Assert.Single(Store.Messages.All);
        return (await Store.Messages.FindAsync(message.Id, Ct))?.Draft ?? throw new InvalidOperationException("The draft is gone.");
    }

    /// <summary>What was refused so far, as <c>contact: invalid 2</c>.</summary>
    public async Task<string[]> RefusedAsync()
    {
        string[] scopes = [Contact.Name.Value, IRefusalStore.Nobody];
        var told = new List<string>();
        foreach (var scope in scopes)
            told.AddRange((await Store.Refusals.ReadAsync(scope, Start, Ct)).Select(refused => $"{scope}: {refused.Reason} {refused.Count}"));
        return [.. told];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Log.Dispose();
    }
}
