using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>Judges a posted solution by itself: no store is asked, nothing is remembered.</summary>
public static class AltchaProof
{
    private static readonly AltchaFinding Wrong = new AltchaFinding.Wrong();
    private static readonly AltchaFinding Expired = new AltchaFinding.Expired();

    /// <summary>The finding on a text, whatever it is.</summary>
    /// <param name="token">The value of the field <c>altcha</c>.</param>
    /// <param name="form">The form that it was posted to.</param>
    /// <param name="seal">Who signed the challenge, if it is ours.</param>
    /// <param name="now">At that moment.</param>
    public static AltchaFinding Judge(string token, FormName form, AltchaSeal seal, DateTimeOffset now)
    {
        if (!AltchaSolution.TryParse(token, out var solution) || solution is not { Algorithm: AltchaSeal.Algorithm, Number: >= 0 })
            return Wrong;
        if (AltchaSalt.Parse(solution.Salt) is not { } salt || salt.Form != form || !seal.Covers(solution))
            return Wrong;
        var expires = DateTimeOffset.FromUnixTimeSeconds(salt.Expires);
        return now < expires ? new AltchaFinding.Good(solution.Challenge, expires) : Expired;
    }
}
