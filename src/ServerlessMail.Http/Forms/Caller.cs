using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>What a request says of where it came from and where it went.</summary>
/// <param name="Address">The client's network address; of an IPv6 one the /64 network, since one client has all of it (RFC 6177).</param>
/// <param name="OriginHeader">The <c>Origin</c> header; null where it is missing or <c>null</c>.</param>
/// <param name="Referer">The page it came from, as far as the browser tells; a web address or null.</param>
/// <param name="ServiceUrl">The service's own address, without a slash at its end: the configured one, else as the request was addressed.</param>
/// <param name="ServicePath">The same for a redirect: without a configured address it is a path alone, so that no request chooses a redirect's host.</param>
internal sealed record Caller(string Address, string? OriginHeader, Uri? Referer, string ServiceUrl, string ServicePath)
{
    /// <summary>The origin of the page that posted.</summary>
    public string? Origin => OriginHeader ?? (Referer is { } page ? FormOrigins.OriginOf(page) : null);

    /// <summary>The service's own origin.</summary>
    public string SelfOrigin => OriginOf(ServiceUrl);

    /// <summary>The address that the request went to, which may be another of the service's than the configured one.</summary>
    public string AddressedUrl { get; init; } = ServiceUrl;

    /// <summary>True when the page that posted is one of the service itself.</summary>
    public bool IsOwnPage => Origin is { } origin && IsOwn(origin);

    /// <summary>True for a page of the service that forms are posted to: nothing to be led back to.</summary>
    public bool IsFormAddress(Uri page) => IsOwn(FormOrigins.OriginOf(page))
        && (page.AbsolutePath.Contains("/f/", StringComparison.Ordinal) || page.AbsolutePath.EndsWith("/submit", StringComparison.Ordinal));

    private bool IsOwn(string origin) => origin == SelfOrigin || origin == OriginOf(AddressedUrl);

    private static string OriginOf(string url) => FormOrigins.TryPage(url, out var page) ? FormOrigins.OriginOf(page) : url;

    public static Caller Of(HttpContext context, HttpSettings settings)
    {
        var request = context.Request;
        var known = settings.PublicUrl?.AbsoluteUri.TrimEnd('/');
        var path = request.PathBase.ToUriComponent();
        // HTTP/1.0 may name no host.
        var addressed = request.Host.HasValue ? $"{request.Scheme}://{request.Host.ToUriComponent()}{path}" : path;
        return new Caller(
            Network(settings.ClientAddress(context)),
            request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != "null" ? origin : null,
            FormOrigins.TryPage(request.Headers.Referer.ToString(), out var page) ? page : null,
            known ?? addressed,
            known ?? path)
        {
            AddressedUrl = addressed,
        };
    }

    /// <summary>The network that one client has to itself; <c>unknown</c> where there is no address.</summary>
    public static string Network(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
