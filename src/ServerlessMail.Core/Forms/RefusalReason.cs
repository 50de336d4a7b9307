namespace ServerlessMail.Core.Forms;

/// <summary>Why a submission did not become a message.</summary>
public enum RefusalReason
{
    UnknownForm,
    ForeignOrigin,
    Invalid,

    /// <summary>The body is larger than what is taken.</summary>
    TooLarge,

    /// <summary>The body did not arrive in time.</summary>
    TooSlow,

    /// <summary>The body's type, charset or encoding is none that is read.</summary>
    UnsupportedType,

    /// <summary>The body is not what its type says.</summary>
    Malformed,
    RateLimited,

    /// <summary>The form's mail is stopped and it says <see cref="WhenPaused.Refuse"/>.</summary>
    Closed,

    /// <summary>The form's sender is not on the allowlist, or not verified.</summary>
    SenderNotAllowed,

    /// <summary>
    /// The SES account is in the sandbox and a recipient of the form is not verified: verify the recipient, or ask AWS for production access.
    /// </summary>
    Sandbox,

    /// <summary>The form takes files, and this deployment has no place for them.</summary>
    NoPlaceForFiles,

    /// <summary>The form wants a captcha, and nothing of it came with the submission.</summary>
    CaptchaMissing,

    /// <summary>What came as the captcha's proof is none, or one for something else.</summary>
    CaptchaWrong,

    /// <summary>The captcha's proof is too old.</summary>
    CaptchaExpired,

    /// <summary>The captcha's proof came with another submission already.</summary>
    CaptchaUsed,

    /// <summary>The form wants a captcha that the service was not given the means to check.</summary>
    CaptchaNotSetUp,

    /// <summary>The control item is missing or malformed: nothing could be sent, so nothing is taken.</summary>
    ControlUnusable,
}
