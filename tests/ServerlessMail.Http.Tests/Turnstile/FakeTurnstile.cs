using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessMail.Http.Tests.Turnstile;

/// <summary>Stands for Cloudflare's siteverify on loopback: it knows its secret, and every token that it gave out is good once.</summary>
internal sealed class FakeTurnstile : IAsyncDisposable
{
    public const string Secret = "0x4AAAAAAA-secret";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _good = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<IFormCollection> _asked = [];

    private FakeTurnstile(X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        _app = builder.Build();
        _app.MapPost("/turnstile/v0/siteverify", AnswerAsync);
    }

    /// <summary>Answers instead, when it is set.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>What an answer to a good token tells besides, as JSON members.</summary>
    public string Told { get; set; } = """
        "hostname":"www.example.com","action":""
        """;

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<IFormCollection> Asked => [.. _asked];

    public Uri Address => new($"{_app.Urls.Single()}/turnstile/v0/siteverify");

    public static async Task<FakeTurnstile> StartAsync(X509Certificate2? certificate = null)
    {
        var fake = new FakeTurnstile(certificate);
        await fake._app.StartAsync(CancellationToken.None);
        return fake;
    }

    /// <summary>Gives out a token, as the widget would get it.</summary>
    public string Give()
    {
        var token = $"0.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(40))}.end";
        _good[token] = true;
        return token;
    }

    /// <summary>Answers all that comes with a status and a text.</summary>
    public void Answer(int status, string text) => Instead = context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(text, context.RequestAborted);
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = await context.Request.ReadFormAsync(context.RequestAborted);
        _asked.Enqueue(asked);
        if (Instead is { } instead)
        {
            await instead(context);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Verdict(asked), context.RequestAborted);
    }

    private string Verdict(IFormCollection asked)
    {
        if (asked["secret"] != Secret)
            return """{"success":false,"error-codes":["invalid-input-secret"]}""";
        var token = asked["response"].ToString();
        if (_good.TryUpdate(token, false, true))
            return $$"""{"success":true,"challenge_ts":"2026-11-24T04:00:00Z","error-codes":[],{{Told}}}""";
        return _good.ContainsKey(token) ? """{"success":false,"error-codes":["timeout-or-duplicate"]}""" : """{"success":false,"error-codes":["invalid-input-response"]}""";
    }
}
