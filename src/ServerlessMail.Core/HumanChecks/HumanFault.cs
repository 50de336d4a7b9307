using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.HumanChecks;

/// <summary>The refusals of human checks, in words that a visitor can act on.</summary>
public static class HumanFault
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    /// <summary>No proof came with the submission: the check was not done, or the page's script did not run.</summary>
    public static readonly HumanVerdict.Refused Missing = Of(
        RefusalReason.CaptchaMissing,
        "This form asks your browser for a short check before it takes a message. Go back, start the check, wait until it is done, and send again. "
        + "The check needs JavaScript: if it is switched off, allow it for that page and reload, or get in touch in another way.");

    /// <summary>The proof is none, or for something else.</summary>
    public static readonly HumanVerdict.Refused Wrong = Of(
        RefusalReason.CaptchaWrong, "The check of your browser could not be confirmed. Go back, reload the page, do the check again, and send once more.");

    /// <summary>The proof is too old.</summary>
    public static readonly HumanVerdict.Refused Expired = Of(
        RefusalReason.CaptchaExpired, "The check of your browser has expired. Go back, do the check again, and send once more.");

    /// <summary>The proof came with another submission already.</summary>
    public static readonly HumanVerdict.Refused Used = Of(
        RefusalReason.CaptchaUsed, "The check of your browser was used already: each is good for one message. Go back, do the check again, and send once more.");

    /// <summary>The proof is too old or came before: whoever checked it does not say which.</summary>
    public static readonly HumanVerdict.Refused ExpiredOrUsed = Of(
        RefusalReason.CaptchaExpired,
        "The check of your browser has expired, or was used already: each is good for one message. Go back, do the check again, and send once more.",
        "captcha-expired-or-used");

    /// <summary>Nothing here can tell: an operator must set it up.</summary>
    public static readonly HumanVerdict.Refused NotSetUp = new(new SubmitOutcome.Refused(
        RefusalReason.CaptchaNotSetUp,
        [new FieldFault(null, FaultCode.Inactive, "This form is not active yet: the check that it asks for is not set up. Please get in touch in another way.")],
        Later));

    private static HumanVerdict.Refused Of(RefusalReason reason, string message, string? phrase = null) =>
        new(new SubmitOutcome.Refused(reason, [new FieldFault(null, FaultCode.Unspecified, message, phrase)]));
}
