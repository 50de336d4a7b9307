using System.Security.Cryptography;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>Sets browsers their work. Nothing is written: the challenge holds all that is needed to know it again. Thread-safe.</summary>
public sealed class IssueAltcha(ISecretStore secrets, TimeProvider time)
{
    /// <summary>
    /// The number to find is at most that. A Samsung Galaxy A14 of 2023 needs 2.5 s for the whole of it, an iPhone 12 mini 0.8 s, and half of that on
    /// average: https://altcha.org/docs/complexity.
    /// </summary>
    public const int MaxNumber = 100_000;

    /// <summary>For how long a challenge is good: long enough to write a long message after the check was done.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(20);

    public async Task<AltchaChallenge> IssueAsync(FormName form, CancellationToken ct)
    {
        var seal = new AltchaSeal(await secrets.GetOrCreateAsync(AltchaCheck.Purpose, ct));
        var chance = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AltchaSalt.ChanceBytes));
        var salt = new AltchaSalt(chance, (time.GetUtcNow() + GoodFor).ToUnixTimeSeconds(), form);
        return seal.Sign(salt, RandomNumberGenerator.GetInt32(MaxNumber + 1), MaxNumber);
    }
}
