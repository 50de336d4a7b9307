namespace ServerlessMail.Http.Turnstile;

/// <summary>What the service needs to know to have Cloudflare check its visitors.</summary>
/// <param name="Secret">The secret key of the site's widget; the site key is the site's own business.</param>
/// <remarks>https://developers.cloudflare.com/turnstile/get-started/server-side-validation/</remarks>
public sealed record TurnstileSettings(string Secret)
{
    /// <summary>Where tokens are checked.</summary>
    public Uri Address { get; init; } = new("https://challenges.cloudflare.com/turnstile/v0/siteverify");

    /// <summary>How long the check may take; visitors wait for it. Default: 2 seconds.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A file with the authorities (PEM) that Cloudflare's certificate is checked by, where the process itself trusts fewer; null, or where there is no such
    /// file: those that the process trusts.
    /// </summary>
    public string? Authorities { get; init; }

    /// <summary>The secret is nothing to print.</summary>
    public override string ToString() => $"{nameof(TurnstileSettings)} {{ {Address} }}";
}
