using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Local.Ses.Account;

/// <summary>
/// <c>/inbox/api/account</c>: the simulated account for developers and tests, with what SES's own API lets nobody change. Local only.
/// </summary>
internal sealed class AccountApi(AccountTable accounts)
{
    public async Task<IResult> GetAsync(CancellationToken ct) => Answer(await accounts.ReadAsync(ct));

    /// <summary>Changes what the body names and answers the account as it is then.</summary>
    public Task<IResult> PatchAsync(HttpRequest request, CancellationToken ct) => SimulatorJson.ActAsync(
        request, AccountJson.Default.AccountChange, change => change.Fault(), async change => Answer(await accounts.ChangeAsync(change, ct)), ct);

    private static IResult Answer(SimulatedAccount account) => Results.Json(AccountStateJson.Of(account), AccountJson.Default.AccountStateJson);
}
