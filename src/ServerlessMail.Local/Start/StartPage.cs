using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local.Start;

/// <summary>What a newcomer sees first: the demo form, and where its mail goes.</summary>
public static class StartPage
{
    private static readonly PageAsset Style = Assets.Read("Start.start.css");

    /// <summary><c>/</c></summary>
    public static IEndpointRouteBuilder MapStart(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (HttpRequest request) => new PageResult(Of($"{request.Scheme}://{request.Host}")));
        return endpoints;
    }

    private static Page Of(string origin) => new()
    {
        Title = "ServerlessMail",
        Wide = true,
        Links = LocalLinks.With("/"),
        Style = Style,
        Body = Html.Of($"""
            <div class="start">
            <section class="card">
            <h1>Try it: write a message</h1>
            <form method="post" action="/f/demo" accept-charset="utf-8">
            <label for="name">Name</label>
            <input id="name" name="name" autocomplete="name" required maxlength="200">
            <label for="email">Email</label>
            <input id="email" name="email" type="email" autocomplete="email" required maxlength="254">
            <label for="message">Message</label>
            <textarea id="message" name="message" required maxlength="20000"></textarea>
            <button>Send</button>
            </form>
            </section>
            <section class="about">
            <h2>What happens</h2>
            <p>This page is a plain HTML form. Its post is checked, written to a table and queued; a worker takes it from there and hands it
            to a simulated Amazon SES on this machine, whose mail stands in the <a href="/inbox">inbox</a>. No mail leaves this machine.</p>
            <h2>From your own page</h2>
            <pre><code>{Snippet(origin)}</code></pre>
            <h2>From a terminal</h2>
            <pre><code>curl {origin}/f/demo -H 'Accept: application/json' \
              -d name=Ada -d email=ada@example.org -d message=Hello</code></pre>
            </section>
            </div>
            """),
    };

    private static string Snippet(string origin) => $"""
        <form method="post" action="{origin}/f/demo">
          <input name="name"> <input name="email" type="email"> <textarea name="message"></textarea>
          <button>Send</button></form>
        """;
}
