using System.Net;
using Microsoft.AspNetCore.Http;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests.Forms;

public class CallerTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("::1", "::/64")]
    [InlineData(null, "unknown")]
    public void An_IPv6_client_is_known_by_its_network(string? address, string expected) =>
        Assert.Equal(expected, Of(new HttpSettings { ClientAddress = _ => address is null ? null : IPAddress.Parse(address) }).Address);

    [Fact]
    public void No_header_changes_the_clients_address()
    {
        var caller = Of(new HttpSettings(), context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
            context.Request.Headers["X-Forwarded-For"] = "198.51.100.1";
            context.Request.Headers["Forwarded"] = "for=198.51.100.1";
        });

        Assert.Equal("192.0.2.7", caller.Address);
    }

    [Theory]
    [InlineData("https://www.example.com", "https://other.example/page", "https://www.example.com")]
    [InlineData("null", "https://other.example/page", "https://other.example")]
    [InlineData("", "https://other.example:8443/page?q#f", "https://other.example:8443")]
    [InlineData("", "nonsense", null)]
    [InlineData("", "", null)]
    public void The_origin_comes_from_Origin_else_from_Referer(string origin, string referrer, string? expected) => Assert.Equal(expected, Of(new HttpSettings(), context =>
    {
        context.Request.Headers.Origin = origin;
        context.Request.Headers.Referer = referrer;
    }).Origin);

    [Theory]
    [InlineData(null, "forms.example:8080", "", "http://forms.example:8080", "", "http://forms.example:8080")]
    [InlineData(null, "forms.example", "/v1", "http://forms.example/v1", "/v1", "http://forms.example")]
    [InlineData(null, "", "/v1", "/v1", "/v1", "/v1")]
    [InlineData("https://f.example", "other.example", "", "https://f.example", "https://f.example", "https://f.example")]
    [InlineData("https://f.example/v1/", "other.example", "/x", "https://f.example/v1", "https://f.example/v1", "https://f.example")]
    public void The_services_address_is_the_configured_one_else_as_it_was_addressed(
        string? known, string host, string path, string url, string redirects, string self)
    {
        var caller = Of(new HttpSettings { PublicUrl = known is null ? null : new Uri(known) }, context =>
        {
            context.Request.Scheme = "http";
            context.Request.Host = new HostString(host);
            context.Request.PathBase = path;
        });

        Assert.Equal((url, redirects, self), (caller.ServiceUrl, caller.ServicePath, caller.SelfOrigin));
    }

    private static Caller Of(HttpSettings settings, Action<HttpContext>? request = null)
    {
        var context = new DefaultHttpContext();
        request?.Invoke(context);
        return Caller.Of(context, settings);
    }
}
