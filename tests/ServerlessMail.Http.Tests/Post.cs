using System.Text;

namespace ServerlessMail.Http.Tests;

/// <summary>Posts to a form as callers make them.</summary>
internal static class Post
{
    /// <summary>What a visitor fills in.</summary>
    public static (string Name, string Value)[] Good { get; } = [("name", "Ada"), ("email", "ada@example.org"), ("message", "Hello")];

    /// <summary>As a browser posts a plain form.</summary>
    public static HttpRequestMessage Plain(params (string Name, string Value)[] fields)
    {
        var post = To("contact", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        post.Headers.Add("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        post.Headers.Add("Origin", HttpApp.Site);
        post.Headers.Add("Referer", $"{HttpApp.Site}/contact?a=b");
        return post;
    }

    /// <summary>As Formspree's client posts a plain object.</summary>
    public static HttpRequestMessage Json(string body)
    {
        var post = Of("application/json", Encoding.UTF8.GetBytes(body));
        post.Headers.Add("Formspree-Client", "@formspree/core@4.0.0");
        return post;
    }

    /// <summary>Any bytes as any type, from the form's site, by a caller who wants JSON.</summary>
    public static HttpRequestMessage Of(string? contentType, byte[] body, string form = "contact")
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        var post = To(form, content);
        post.Headers.Add("Accept", "application/json");
        post.Headers.Add("Origin", HttpApp.Site);
        return post;
    }

    public static HttpRequestMessage To(string form, HttpContent content) =>
        new(HttpMethod.Post, new Uri($"/f/{form}", UriKind.Relative)) { Content = content };
}
