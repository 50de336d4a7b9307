using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.HumanChecks;

/// <summary>Tells people from programs by what a browser did beforehand, whose proof comes with the submission. Thread-safe.</summary>
public interface IHumanCheck
{
    /// <summary>For which forms it stands.</summary>
    Captcha Captcha { get; }

    /// <summary>Judges the proof of a submission. Nothing is written; whatever a visitor posts, there is a verdict.</summary>
    /// <remarks>
    /// A proof is good once: a check that remembers none itself says <see cref="HumanVerdict.PassedOnce"/>. Throws what a store throws when it cannot be reached.
    /// </remarks>
    Task<HumanVerdict> JudgeAsync(Form form, Submission submission, CancellationToken ct);
}
