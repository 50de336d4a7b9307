namespace ServerlessMail.Core.Tests.Control;

/// <summary>A limiter as SES has one: a bucket one second deep. A send needs one token, and may drive the bucket into debt with the rest.</summary>
internal sealed class TokenBucket(double rate)
{
    private double _tokens = Math.Max(rate, 1);
    private DateTimeOffset? _last;

    /// <summary>False when the send is refused.</summary>
    public bool TryTake(DateTimeOffset at, int recipients)
    {
        if (_last is { } last && at > last)
            _tokens = Math.Min(Math.Max(rate, 1), _tokens + ((at - last).TotalSeconds * rate));
        _last = at > _last || _last is null ? at : _last;
        // A whole token for the first recipient; the others may be owed.
        if (_tokens < 1 - 1e-9)
            return false;
        _tokens -= recipients;
        return true;
    }
}
