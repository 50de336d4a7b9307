namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>What a posted solution is, all but whether it was used before.</summary>
public abstract record AltchaFinding
{
    private AltchaFinding()
    {
    }

    /// <summary>This service set it, for that form, and not too long ago.</summary>
    /// <param name="Challenge">By which it is known when it comes again.</param>
    /// <param name="Expires">Until when it could come again.</param>
    public sealed record Good(string Challenge, DateTimeOffset Expires) : AltchaFinding;

    /// <summary>It was good once.</summary>
    public sealed record Expired : AltchaFinding;

    /// <summary>Forged, cut off, for another form, of another algorithm, or nothing of the kind.</summary>
    public sealed record Wrong : AltchaFinding;
}
