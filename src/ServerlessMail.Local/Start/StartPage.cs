using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local.Start;

/// <summary>What a newcomer sees first: what this is, a form to try it with, and how to go on.</summary>
public static class StartPage
{
    private static readonly PageAsset Style = Assets.Read("Start.start.css", "Start.Altcha.altcha.css");
    private static readonly PageAsset Script = Assets.Read("Start.start.js");

    /// <summary><c>/</c></summary>
    public static IEndpointRouteBuilder MapStart(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAltcha();
        endpoints.MapGet("/", (HttpRequest request) => new PageResult(Of($"{request.Scheme}://{request.Host}")));
        return endpoints;
    }

    private static Page Of(string origin) => new()
    {
        Title = "ServerlessMail",
        Wide = true,
        Links = LocalLinks.With("/"),
        Style = Style,
        Script = Script,
        LoadsScripts = true,
        Body = Html.Of($"""
            <div class="start">
            <section class="intro">
            <h1>A mail form that nobody can abuse</h1>
            <p>Fill in this form: its post is checked, stored, and queued, and a worker sends it as mail. Who gets the mail and who it comes
            from stands in the form’s definition alone, and every step stands in its trail. Here, Amazon SES is a simulator: no mail leaves
            this machine, all of it is in the <a href="/inbox">inbox</a>.</p>
            </section>
            <div class="forms">
            <section class="card" aria-labelledby="try">
            <h2 id="try">Try it</h2>
            <form method="post" action="/f/demo" accept-charset="utf-8">
            <label for="name">Name</label>
            <input id="name" name="name" autocomplete="name" required maxlength="200">
            <label for="email">Email</label>
            <input id="email" name="email" type="email" autocomplete="email" required maxlength="254">
            <label for="message">Message</label>
            <textarea id="message" name="message" required maxlength="20000"></textarea>
            <div class="end"><button>Send</button> <a href="/inbox" target="inbox">Open the inbox beside it</a></div>
            </form>
            </section>
            <section class="card" aria-labelledby="guarded">
            <h2 id="guarded">Guarded against robots</h2>
            <p class="quiet">This form has <code>captcha: altcha</code> in its definition: the browser works for about a second before it may post,
            and its proof is good once. No other service is asked, nothing is stored of the visitor.</p>
            <form method="post" action="/f/guarded" accept-charset="utf-8">
            <label for="reply">Where to reply</label>
            <input id="reply" name="email" type="email" autocomplete="email" required maxlength="254">
            <label for="question">Your question</label>
            <textarea id="question" name="question" required maxlength="20000"></textarea>
            <altcha-widget challenge="/f/guarded/challenge"></altcha-widget>
            <noscript><p>This form asks your browser for a short check, which needs JavaScript. Allow it for this page and reload, or use the
            form above, which asks for none.</p></noscript>
            <div class="end"><button>Ask</button></div>
            </form>
            </section>
            </div>
            <section class="about">
            {Code("curl", "From a terminal", Curl(origin))}
            {Code("form", "From a page of your own", Form(origin))}
            <p><code>smail forms init</code> writes the definition of such a form to start from; <code>smail forms apply</code> puts it in force.</p>
            </section>
            </div>
            """),
    };

    private static Html Code(string id, string title, string text) => Html.Of($"""
        <div class="title"><h2>{title}</h2><button class="copy" type="button" data-copy="{id}" hidden>Copy</button></div>
        <pre><code id="{id}">{text}</code></pre>
        """);

    private static string Curl(string origin) => $"curl {origin}/f/demo -H 'Accept: application/json' -d name=Ada -d email=ada@example.org -d message=Hello";

    private static string Form(string origin) => $"""
        <form method="post" action="{origin}/f/contact">
          <input name="name"> <input name="email"> <textarea name="message"></textarea>
          <button>Send</button></form>
        """;
}
