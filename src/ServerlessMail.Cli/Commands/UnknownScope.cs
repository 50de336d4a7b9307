using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Cli.Commands;

/// <summary>
/// A stop of a form or a sender that nobody knows: most likely mistyped, so that what should be stopped goes on leaving. Never a reason to refuse it:
/// mail of it may be under way all the same.
/// </summary>
internal static class UnknownScope
{
    private const string Form = "form:";
    private const string Sender = "sender:";

    public static async Task<IReadOnlyList<string>> WarningsAsync(Session session, SendScope scope, CancellationToken ct)
    {
        if (scope.Token.StartsWith(Form, StringComparison.Ordinal))
        {
            var forms = (await session.Get<IFormStore>().ListAsync(ct)).Select(form => SendScope.Of(form.Name).Token).ToList();
            return forms.Contains(scope.Token) ? [] : [Warning(scope, "There is no such form", Nearest.Of(scope.Token, forms), "smail forms list")];
        }

        if (!scope.Token.StartsWith(Sender, StringComparison.Ordinal))
            return [];
        var named = scope.Token[Sender.Length..];
        var senders = (await session.Get<ISenderStore>().ListAsync(ct)).Select(sender => sender.Identity.ToLowerInvariant()).ToList();
        if (senders.Exists(known => MayBe(known, named)))
            return [];
        // A domain's stop does not reach the domains below it, although its place on the allowlist does.
        var meant = senders.Find(known => DomainOf(known).EndsWith($".{named}", StringComparison.Ordinal)) ?? Nearest.Of(named, senders);
        return [Warning(scope, "Nobody of that name is on the allowlist", meant is null ? null : Sender + meant, "smail senders list")];
    }

    /// <summary>True when mail that this entry of the allowlist lets pass can have that sender.</summary>
    private static bool MayBe(string known, string named) =>
        known == named
        || DomainOf(known) == named
        || (!IsAddress(known) && (DomainOf(named) == known || DomainOf(named).EndsWith($".{known}", StringComparison.Ordinal)));

    private static bool IsAddress(string identity) => identity.Contains('@', StringComparison.Ordinal);

    private static string DomainOf(string identity) => identity[(identity.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static string Warning(SendScope scope, string what, string? meant, string list) =>
        $"{what}, so {scope} may stop nothing.{(meant is null ? "" : $" Did you mean {meant}?")} '{list}' shows what there is; '{ScopeWords.Resume(scope)}' takes this back.";
}
