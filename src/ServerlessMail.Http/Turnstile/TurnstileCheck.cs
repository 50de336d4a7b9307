using System.Net;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks;

namespace ServerlessMail.Http.Turnstile;

/// <summary>
/// Has Cloudflare check the token of its widget, which is good once and for five minutes. While Cloudflare gives no verdict nobody is let in and nothing is
/// lost: the submission is held for an operator.
/// </summary>
internal sealed class TurnstileCheck(AskTurnstile ask) : IHumanCheck
{
    /// <summary>The field that the widget posts.</summary>
    public const string Field = "cf-turnstile-response";

    /// <summary>No token is longer: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/.</summary>
    public const int LongestToken = 2048;

    /// <summary>The remark on what is held because there was no verdict.</summary>
    public const string Unavailable = "captcha-unavailable";

    public Captcha Captcha => Captcha.Turnstile;

    public async Task<HumanVerdict> JudgeAsync(Form form, Submission submission, CancellationToken ct)
    {
        if (submission.Value(Field) is not { } token)
            return HumanFault.Missing;
        // What no widget writes is not asked about: nobody shall make Cloudflare stumble, and be held instead of refused.
        if (token.Length > LongestToken || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return HumanFault.Wrong;
        // Of an IPv6 client only its network is known: nothing that Cloudflare could compare.
        var client = IPAddress.TryParse(submission.ClientAddress, out var address) ? address : null;
        return await ask.AskAsync(token, client, ct) switch
        {
            null => new HumanVerdict.Doubtful(Unavailable),
            { Success: true } answer => IsFor(form, submission, answer) ? HumanVerdict.Passed.Instance : HumanFault.Wrong,
            var answer => Of(answer),
        };
    }

    private static HumanVerdict Of(TurnstileAnswer answer)
    {
        if (answer.Tells("missing-input-secret") || answer.Tells("invalid-input-secret"))
            return HumanFault.NotSetUp;
        if (answer.Tells("internal-error"))
            return new HumanVerdict.Doubtful(Unavailable);
        return answer.Tells("timeout-or-duplicate") ? HumanFault.ExpiredOrUsed : HumanFault.Wrong;
    }

    /// <summary>True when the check was done on a page that may post to the form, and for the form, as far as the answer tells.</summary>
    private static bool IsFor(Form form, Submission submission, TurnstileAnswer answer)
    {
        if (answer.IsTest)
            return true;
        return (answer.Hostname is not { Length: > 0 } host || form.Origins.Any(origin => HostOf(origin == Form.Self ? submission.SelfOrigin : origin) == host))
            && (answer.Action is not { Length: > 0 } action || action == form.Name.Value);
    }

    private static string? HostOf(string origin) => FormOrigins.TryPage(origin, out var page) ? page.IdnHost.ToLowerInvariant() : null;
}
