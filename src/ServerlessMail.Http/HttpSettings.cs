using System.Net;
using Microsoft.AspNetCore.Http;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http;

/// <summary>What a host decides for the HTTP side.</summary>
public sealed record HttpSettings
{
    /// <summary>The longest that a body or a submission may be given: 5 minutes. A visitor who waits longer has gone.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The service's own address as visitors see it (http or https, no query), with any path that a gateway puts before ours; null: as each
    /// request was addressed.
    /// </summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How long a body may take to arrive, more than nothing and at most <see cref="LongestWait"/>. Default: 20 seconds.</summary>
    public TimeSpan BodyWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a whole submission, once read, may take before the visitor is told to come back, more than nothing and at most
    /// <see cref="LongestWait"/>. Default: 10 seconds.
    /// </summary>
    public TimeSpan IntakeWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The client's address. Default: the peer of the connection, which a host behind API Gateway sets to the gateway's <c>sourceIp</c>.
    /// No header of the request is trusted for it.
    /// </summary>
    public Func<HttpContext, IPAddress?> ClientAddress { get; init; } = context => context.Connection.RemoteIpAddress;

    /// <summary>Throws <see cref="InvalidOperationException"/>, naming the setting, when a value is out of its range.</summary>
    public HttpSettings Validate()
    {
        if (PublicUrl is { } url && !IsServiceAddress(url))
            throw new InvalidOperationException($"{nameof(PublicUrl)} must be an http or https address without user info, query or fragment.");
        Check(nameof(BodyWithin), BodyWithin);
        Check(nameof(IntakeWithin), IntakeWithin);
        return this;
    }

    /// <summary>True for what may be a <see cref="PublicUrl"/>.</summary>
    public static bool IsServiceAddress(Uri url) =>
        url.IsAbsoluteUri && FormOrigins.TryPage(url.OriginalString, out _) && url.Query.Length == 0 && url.Fragment.Length == 0;

    private static void Check(string setting, TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero || wait > LongestWait)
            throw new InvalidOperationException($"{setting} is {wait}: it must be more than nothing and at most {LongestWait}.");
    }
}
