using System.Net;
using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Http;

/// <summary>What a host decides for the HTTP side.</summary>
public sealed record HttpSettings
{
    /// <summary>The service's own address as visitors see it, with any path that a gateway puts before ours; null: as each request was addressed.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How long a body may take to arrive. Default: 20 seconds.</summary>
    public TimeSpan BodyWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a whole submission, once read, may take before the visitor is told to come back. Default: 10 seconds.</summary>
    public TimeSpan IntakeWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The client's address. Default: the peer of the connection, which a host behind API Gateway sets to the gateway's <c>sourceIp</c>.
    /// No header of the request is trusted for it.
    /// </summary>
    public Func<HttpContext, IPAddress?> ClientAddress { get; init; } = context => context.Connection.RemoteIpAddress;
}
