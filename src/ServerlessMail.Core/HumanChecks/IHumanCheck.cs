using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.HumanChecks;

/// <summary>Tells people from programs by what a browser did beforehand, whose proof comes with the submission. Thread-safe.</summary>
public interface IHumanCheck
{
    /// <summary>For which forms it stands.</summary>
    Captcha Captcha { get; }

    /// <summary>
    /// Judges the proof of a submission that everything else let pass, and uses it up: a good one is good once. Whatever a visitor posts, there is a verdict.
    /// </summary>
    /// <remarks>Throws what a store throws when it cannot be reached.</remarks>
    Task<HumanVerdict> JudgeAsync(Form form, Submission submission, CancellationToken ct);
}
