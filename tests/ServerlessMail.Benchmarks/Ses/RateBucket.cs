namespace ServerlessMail.Benchmarks.Ses;

/// <summary>
/// The maximum send rate as SES is known to keep it: a bucket one second deep that counts recipients. A send passes whenever anything is in the
/// bucket, so one with many recipients may leave it in debt; then nothing passes until that is paid. Not thread-safe.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html</remarks>
internal sealed class RateBucket
{
    private readonly double _rate;
    private double _tokens;
    private TimeSpan _at;

    public RateBucket(double rate) => _tokens = _rate = rate;

    public bool TryPass(TimeSpan now, int recipients)
    {
        _tokens = Math.Min(_rate, _tokens + ((now - _at).TotalSeconds * _rate));
        _at = now;
        if (_tokens <= 0)
            return false;
        _tokens -= recipients;
        return true;
    }
}
