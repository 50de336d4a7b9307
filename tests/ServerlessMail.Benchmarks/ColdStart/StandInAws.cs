using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>
/// DynamoDB and SQS as far as one form post needs them, on loopback, plain and over TLS: answers that are right, always the same, and quick, so that
/// what is measured is the caller.
/// </summary>
internal sealed class StandInAws : IAsyncDisposable
{
    public const string Table = "smail";
    public const string Region = "eu-central-1";

    private readonly WebApplication _app;

    private StandInAws(WebApplication app) => _app = app;

    public CallLog Calls { get; } = new();

    public StandInTable Items { get; } = new();

    public Uri Plain { get; private set; } = null!; // set by StartAsync, the only way to one of these

    public Uri Secure { get; private set; } = null!; // as above

    public static async Task<StandInAws> StartAsync(X509Certificate2 certificate, CancellationToken ct)
    {
        StandInAws? started = null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, Listen);
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                Listen(listen);
                listen.UseHttps(certificate, https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
            });
        });
        var aws = started = new StandInAws(builder.Build());
        aws._app.Run(aws.AnswerAsync);
        await aws._app.StartAsync(ct);
        var addresses = aws._app.Urls.Select(url => new Uri(url)).ToList();
        aws.Plain = addresses.Single(url => url.Scheme == Uri.UriSchemeHttp);
        aws.Secure = addresses.Single(url => url.Scheme == Uri.UriSchemeHttps);
        return aws;

        void Listen(ListenOptions listen)
        {
            // As AWS's own endpoints of these two services.
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                started?.Calls.Add(CallLog.Connection, 0);
                return next(connection);
            });
        }
    }

    /// <summary>The URL of a queue, as the functions get it.</summary>
    public static string Queue(Uri endpoint, string lane) => new Uri(endpoint, $"000000000000/smail-{lane}").AbsoluteUri;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            Calls.Add(CallLog.Ping, 0);
            await context.Response.WriteAsync("healthy", context.RequestAborted);
            return;
        }

        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Request.Headers["X-Amz-Target"].ToString().Split('.');
        var operation = target[^1];
        Calls.Add(operation, (int)body.Length);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        var answer = target[0] == "AmazonSQS" ? StandInQueue.Answer(operation, bytes) : Items.Answer(operation, bytes);
        if (!context.Request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=", StringComparison.Ordinal))
            answer = null;
        context.Response.StatusCode = answer is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        context.Response.ContentType = "application/x-amz-json-1.0";
        answer ??= """{"__type":"com.amazon.coral.service#UnknownOperationException"}"""u8.ToArray();
        context.Response.ContentLength = answer.Length;
        context.Response.Headers["x-amzn-RequestId"] = "00000000000000000000000000000000000000000000000000AA";
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
