namespace ServerlessMail.Core.Forms;

/// <summary>What a form asks of a visitor's browser before it takes a submission.</summary>
public enum Captcha
{
    None,

    /// <summary>Proof of work that this service sets and checks itself: https://altcha.org.</summary>
    Altcha,

    /// <summary>Cloudflare's check: https://developers.cloudflare.com/turnstile.</summary>
    Turnstile,
}
