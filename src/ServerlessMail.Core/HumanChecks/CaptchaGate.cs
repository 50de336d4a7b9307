using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.HumanChecks;

/// <summary>
/// Has a form's human check done, if it asks for one. A check that nobody set up lets nobody in, and operators read so, once a minute. The checks are
/// made when the first form asks for one: the others do not wait for them. Thread-safe.
/// </summary>
public sealed partial class CaptchaGate(Func<IEnumerable<IHumanCheck>> checks, ILimitStore limits, TimeProvider time, ILogger<CaptchaGate> log)
{
    /// <summary>A proof is remembered for longer than it is good by what the clocks of two machines may differ.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    private readonly Lazy<IHumanCheck[]> _checks = new(() => [.. checks()]);
    private long _toldAt = DateTimeOffset.MinValue.UtcTicks;

    /// <summary>The verdict on a submission that nothing else speaks against. Nothing is written.</summary>
    public async ValueTask<HumanVerdict> JudgeAsync(Form form, Submission submission, CancellationToken ct)
    {
        if (form.Captcha == Captcha.None)
            return HumanVerdict.Passed.Instance;
        var verdict = Array.Find(_checks.Value, check => check.Captcha == form.Captcha) is { } check
            ? await check.JudgeAsync(form, submission, ct)
            : HumanFault.NotSetUp;
        if (verdict is HumanVerdict.Refused { Refusal.Reason: RefusalReason.CaptchaNotSetUp })
            Tell(form);
        return verdict;
    }

    /// <summary>Uses a good proof up, by one write; null when it was good still.</summary>
    public async Task<SubmitOutcome.Refused?> UseAsync(Form form, HumanVerdict verdict, CancellationToken ct) =>
        verdict is HumanVerdict.PassedOnce once && !await limits.TryCountAsync($"{form.Name}#{once.Proof}", new LimitWindow("once", 1, once.Expires + ClockSlack), ct)
            ? HumanFault.Used.Refusal
            : null;

    private void Tell(Form form)
    {
        var (now, told) = (time.GetUtcNow().UtcTicks, Volatile.Read(ref _toldAt));
        if (now - told >= TellEvery.Ticks && Interlocked.CompareExchange(ref _toldAt, now, told) == told)
            NotSetUp(log, form.Name, form.Captcha);
    }

    [LoggerMessage(
        EventName = "CaptchaNotSetUp",
        Level = LogLevel.Error,
        Message = "Form {Form} takes nothing: its captcha {Captcha} is not set up. For Turnstile set SMAIL_TURNSTILE_SECRET to the secret key of the site's widget (docs/captcha.md).")]
    private static partial void NotSetUp(ILogger logger, FormName form, Captcha captcha);
}
