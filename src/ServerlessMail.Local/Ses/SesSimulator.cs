using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Senders;
using ServerlessMail.Local.Ses.Account;
using ServerlessMail.Local.Ses.Faults;
using ServerlessMail.Local.Ses.Identities;
using ServerlessMail.Local.Ses.Sending;
using ServerlessMail.Local.Ses.Signing;

namespace ServerlessMail.Local.Ses;

/// <summary>
/// SES v2 on loopback, so that the code which talks to SES is the code that runs on every developer's machine. It checks signatures and
/// identities, keeps every mail for the inbox, and tells of it as SES does: through the feedback queue.
/// </summary>
public static class SesSimulator
{
    /// <summary>The simulator over the stores of a data directory.</summary>
    public static IServiceCollection AddSesSimulator(this IServiceCollection services, string directory) => services
        .AddSingleton(_ => SesSimulatorCredentials.LoadOrCreate(directory))
        .AddSingleton<CheckSignature>(provider => new CheckSignature(
            provider.GetRequiredService<SesSimulatorCredentials>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<AdmitSigned>()
        .AddSingleton<IdentityTable>()
        .AddSingleton<AccountTable>()
        .AddSingleton<MailTable>()
        .AddSingleton<SendingEndpoint>()
        .AddSingleton<IdentityEndpoints>()
        .AddSingleton<AccountEndpoint>()
        .AddSingleton<AccountApi>()
        .AddSingleton<FaultPlan>()
        .AddSingleton<FaultsApi>();

    /// <summary>The simulator's identities for programs that run beside it.</summary>
    public static IServiceCollection AddLocalIdentities(this IServiceCollection services) => services
        .AddSingleton<IdentityTable>()
        .AddSingleton<ISenderIdentities, LocalIdentities>();

    /// <summary><c>/v2/email/…</c> for those who send, and <c>/inbox/api/account</c> and <c>…/faults</c> for those who try out what happens then.</summary>
    public static IEndpointRouteBuilder MapSesSimulator(this IEndpointRouteBuilder endpoints)
    {
        var provider = endpoints.ServiceProvider;
        var admit = provider.GetRequiredService<AdmitSigned>();
        var account = provider.GetRequiredService<AccountEndpoint>();
        var identities = provider.GetRequiredService<IdentityEndpoints>();
        Map("POST", "outbound-emails", provider.GetRequiredService<SendingEndpoint>().SendAsync);
        Map("GET", "account", account.GetAsync);
        Map("PUT", "account/sending", account.PutSendingAsync);
        Map("GET", "identities", identities.ListAsync);
        Map("POST", "identities", identities.CreateAsync);
        Map("GET", "identities/{identity}", identities.GetAsync);
        Map("DELETE", "identities/{identity}", identities.DeleteAsync);
        endpoints.Map("/v2/email/{**rest}", context => SesExchange.RefuseAsync(context, SesError.UnknownOperation()));
        endpoints.MapTrials(provider.GetRequiredService<AccountApi>(), provider.GetRequiredService<FaultsApi>());
        return endpoints;

        void Map(string method, string path, Func<SesExchange, Task> act) =>
            endpoints.MapMethods($"/v2/email/{path}", [method], context => admit.RunAsync(context, act));
    }

    private static void MapTrials(this IEndpointRouteBuilder endpoints, AccountApi account, FaultsApi faults)
    {
        endpoints.MapGet("/inbox/api/account", (CancellationToken ct) => account.GetAsync(ct));
        endpoints.MapGet("/inbox/api/faults", () => faults.Get());

        var changes = endpoints.MapChanges("/inbox/api");
        changes.MapPatch("/account", (HttpRequest request, CancellationToken ct) => account.PatchAsync(request, ct));
        changes.MapPut("/faults", (HttpRequest request, CancellationToken ct) => faults.PutAsync(request, ct));
        changes.MapDelete("/faults", () => faults.Delete());
    }
}
