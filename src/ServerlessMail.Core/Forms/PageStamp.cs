namespace ServerlessMail.Core.Forms;

/// <summary>What the stamp of a page tells.</summary>
public abstract record PageStamp
{
    private PageStamp()
    {
    }

    /// <summary>The page was shown that long ago.</summary>
    public sealed record Shown(TimeSpan Ago) : PageStamp;

    /// <summary>We signed it once, too long ago to tell anything.</summary>
    public sealed record Expired : PageStamp;

    /// <summary>We did not sign it, or not for this form.</summary>
    public sealed record Forged : PageStamp;
}
