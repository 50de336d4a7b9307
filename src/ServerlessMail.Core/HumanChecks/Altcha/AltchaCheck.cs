using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>
/// Checks ALTCHA's proof of work. Everything stands in the solution itself; one write keeps it from being used again, for as long as it would be good.
/// </summary>
public sealed class AltchaCheck(ISecretStore secrets, ILimitStore limits, TimeProvider time) : IHumanCheck
{
    /// <summary>Its key's purpose in the store of keys.</summary>
    public const string Purpose = "altcha";

    /// <summary>The field that the widget posts.</summary>
    public const string Field = "altcha";

    /// <summary>A counter outlives its challenge by what the clocks of two machines may differ.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    /// <summary>128 bits of the challenge are enough to know it by.</summary>
    private const int KnownBy = 32;

    public Captcha Captcha => Captcha.Altcha;

    public async Task<HumanVerdict> JudgeAsync(Form form, Submission submission, CancellationToken ct)
    {
        if (submission.Value(Field) is not { } token)
            return HumanFault.Missing;
        var seal = new AltchaSeal(await secrets.GetOrCreateAsync(Purpose, ct));
        var finding = AltchaProof.Judge(token, form.Name, seal, time.GetUtcNow());
        if (finding is AltchaFinding.Good good)
            return await TryUseAsync(form.Name, good, ct) ? HumanVerdict.Passed.Instance : HumanFault.Used;
        return finding is AltchaFinding.Expired ? HumanFault.Expired : HumanFault.Wrong;
    }

    private Task<bool> TryUseAsync(FormName form, AltchaFinding.Good good, CancellationToken ct) =>
        limits.TryCountAsync($"{form}#altcha#{good.Challenge[..KnownBy]}", "once", 1, good.Expires + ClockSlack, ct);
}
