using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests;

public class NegotiationTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
    private const string Plain = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    [Theory]
    [InlineData("", Browser, Plain, "Html")]
    [InlineData("", Browser, Json, "Html")]
    [InlineData("", "application/json", Plain, "Json")]
    [InlineData("", "application/json, text/plain, */*", Plain, "Json")]
    [InlineData("", "application/json;q=0.5, text/html", Plain, "Html")]
    [InlineData("", "application/json, text/html;q=0.5", Plain, "Json")]
    [InlineData("", "text/html;q=0, */*", Plain, "Json")]
    [InlineData("", "application/json;q=0, */*", Json, "Html")]
    [InlineData("", "*/*", Plain, "Html")]
    [InlineData("", "*/*", Json, "Json")]
    [InlineData("", "", Plain, "Html")]
    [InlineData("", "", Json, "Json")]
    [InlineData("", "", "application/json; charset=utf-8", "Json")]
    [InlineData("", "", "application/ld+json", "Json")]
    [InlineData("", "", null, "Html")]
    [InlineData("", "image/png", Json, "Json")]
    [InlineData("", "APPLICATION/JSON", Plain, "Json")]
    [InlineData("", "application/*", Plain, "Json")]
    [InlineData("", "text/*, application/json;q=0.1", Json, "Html")]
    [InlineData("", "application/json;q=nonsense", Plain, "Json")]
    [InlineData("XMLHttpRequest", Browser, Plain, "Json")]
    [InlineData("xmlhttprequest", "", Plain, "Json")]
    [InlineData("something", Browser, Plain, "Html")]
    public void The_caller_gets_what_it_asked_for(string requestedWith, string accept, string? contentType, string expected) =>
        Assert.Equal(expected, AnswerFormats.Of(requestedWith, accept, contentType).ToString());
}
