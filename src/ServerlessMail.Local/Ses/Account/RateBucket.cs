namespace ServerlessMail.Local.Ses.Account;

/// <summary>
/// The maximum send rate as SES keeps it: a token bucket one second deep that counts recipients. A send is let through whenever anything is in
/// the bucket, so one with many recipients may leave it in debt; then nothing goes until the debt is paid.
/// </summary>
/// <param name="Tokens">Recipients that may go at once; in debt below zero.</param>
/// <param name="At">When that was so.</param>
/// <remarks>
/// https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html: short bursts may exceed the rate, recipients are counted. The debt is
/// what SES's makers tell of a rate of one and a send to five: it goes through, and for the next five seconds every send is refused.
/// </remarks>
internal sealed record RateBucket(double Tokens, DateTimeOffset At)
{
    /// <summary>True when a send, of however many recipients, is let through.</summary>
    public bool IsOpen => Tokens > 0;

    /// <summary>The bucket as it is at a later moment. A clock that was set back fills nothing and locks nobody out.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="rate">Recipients a second, above 0; also how many fit in.</param>
    public RateBucket Filled(DateTimeOffset now, double rate) =>
        new(Math.Min(rate, Tokens + (Math.Max(0, (now - At).TotalSeconds) * rate)), now);

    public RateBucket Without(int recipients) => this with { Tokens = Tokens - recipients };
}
