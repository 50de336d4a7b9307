using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Core.HumanChecks.Altcha;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Http.Forms;
using ServerlessMail.Http.Forms.Corrections;
using ServerlessMail.Http.Turnstile;

namespace ServerlessMail.Http;

/// <summary>
/// The HTTP side, for any host: <see cref="AddHttp"/>, then <see cref="UseHttpEdge"/> before everything else, then <see cref="MapForms"/>. Core's use
/// cases, the stores and <see cref="TimeProvider"/> come from the other parts' registrations.
/// </summary>
public static class HttpServices
{
    private static readonly string[] Looks = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddHttp(this IServiceCollection services, HttpSettings? settings = null) => services
        .AddRouting()
        .AddSingleton((settings ?? new HttpSettings()).Validate())
        .AddSingleton(of => new ReadBody(of.GetRequiredService<HttpSettings>(), of.GetRequiredService<TimeProvider>()))
        .AddSingleton(of => new StampScript(of.GetRequiredService<PageStamps>(), of.GetRequiredService<HttpSettings>(), of.GetRequiredService<TimeProvider>()))
        .AddLogger<HttpEdge>()
        .AddLogger<FormEndpoints>()
        .AddLogger<TakePost>()
        .AddLogger<ThanksEndpoint>()
        .AddSingleton(of => new WayBackSeal(of.GetRequiredService<ISecretStore>(), of.GetRequiredService<TimeProvider>()))
        .AddSingleton(of => new TakePost(
            of.GetRequiredService<SubmitForm>(),
            of.GetRequiredService<ReadBody>(),
            of.GetRequiredService<WayBackSeal>(),
            of.GetRequiredService<HttpSettings>(),
            of.GetRequiredService<TimeProvider>(),
            of.GetRequiredService<ILogger<TakePost>>()))
        .AddSingleton(of => new AccessKeyEndpoint(of.GetRequiredService<TakePost>(), of.GetRequiredService<HttpSettings>()))
        .AddSingleton(of => new ThanksEndpoint(
            of.GetRequiredService<WayBackSeal>(), of.GetRequiredService<HttpSettings>(), of.GetRequiredService<ILogger<ThanksEndpoint>>()))
        .AddSingleton(of => new FormEndpoints(
            of.GetRequiredService<TakePost>(),
            of.GetRequiredService<IFormStore>(),
            of.GetRequiredService<HttpSettings>(),
            of.GetRequiredService<TimeProvider>(),
            of.GetRequiredService<ILogger<FormEndpoints>>()))
        .AddLogger<ChallengeEndpoint>()
        .AddSingleton(of => new ChallengeEndpoint(
            of.GetRequiredService<IFormStore>(),
            of.GetRequiredService<IssueAltcha>(),
            of.GetRequiredService<HttpSettings>(),
            of.GetRequiredService<TimeProvider>(),
            of.GetRequiredService<ILogger<ChallengeEndpoint>>()));

    /// <summary>Has Cloudflare check the visitors of forms that ask for Turnstile. Without it such forms take nothing.</summary>
    public static IServiceCollection AddTurnstile(this IServiceCollection services, TurnstileSettings settings) => services
        .AddLogger<AskTurnstile>()
        .AddSingleton(of => new AskTurnstile(settings, of.GetRequiredService<TimeProvider>(), of.GetRequiredService<ILogger<AskTurnstile>>()))
        .AddSingleton<IHumanCheck>(of => new TurnstileCheck(of.GetRequiredService<AskTurnstile>()));

    /// <summary>Security headers on every answer, and an answer to what nobody answered or expected.</summary>
    public static IApplicationBuilder UseHttpEdge(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILogger<HttpEdge>>();
        return app.Use(next => new HttpEdge(next, log).InvokeAsync);
    }

    /// <summary><c>/f/{form}</c> with its <c>stamp.js</c> and <c>challenge</c>, <c>/submit</c>, <c>/thanks</c> and <c>/healthz</c>.</summary>
    public static IEndpointRouteBuilder MapForms(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        endpoints.Map("/f/{form}", services.GetRequiredService<FormEndpoints>().HandleAsync);
        endpoints.MapMethods("/f/{form}/stamp.js", Looks, context => context.RequestServices.GetRequiredService<StampScript>().HandleAsync(context));
        // Made by the first who asks for a challenge: visitors of other forms do not wait for it.
        endpoints.Map("/f/{form}/challenge", context => context.RequestServices.GetRequiredService<ChallengeEndpoint>().HandleAsync(context));
        endpoints.Map("/submit", services.GetRequiredService<AccessKeyEndpoint>().HandleAsync);
        endpoints.MapMethods("/thanks", Looks, services.GetRequiredService<ThanksEndpoint>().HandleAsync);
        endpoints.MapMethods("/healthz", Looks, HealthAsync);
        return endpoints;
    }

    /// <summary>Alive: it asks no store, so that a broken table does not make a host restart what works.</summary>
    private static Task HealthAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync("{\"status\":\"ok\"}", context.RequestAborted);
    }
}
