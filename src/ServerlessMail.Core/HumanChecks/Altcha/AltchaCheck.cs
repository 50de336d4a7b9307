using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>Checks ALTCHA's proof of work: everything stands in the solution itself.</summary>
public sealed class AltchaCheck(ISecretStore secrets, TimeProvider time) : IHumanCheck
{
    /// <summary>Its key's purpose in the store of keys.</summary>
    public const string Purpose = "altcha";

    /// <summary>The field that the widget posts.</summary>
    public const string Field = "altcha";

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
            return new HumanVerdict.PassedOnce($"{Purpose}#{good.Challenge[..KnownBy]}", good.Expires);
        return finding is AltchaFinding.Expired ? HumanFault.Expired : HumanFault.Wrong;
    }
}
