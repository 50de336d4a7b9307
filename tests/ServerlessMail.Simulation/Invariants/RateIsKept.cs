using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// A limiter like SES's that knows the limits in force would refuse none of the calls: a token bucket one second deep that counts recipients, in which a send
/// to many may leave a debt. It is kept here at its strictest, with a whole token for each call, and by true time; the clocks of workers may differ by 100 ms.
/// What went at an older rate is paid for at that rate: the bucket is counted in seconds.
/// </summary>
internal sealed class RateIsKept : Invariant
{
    private const double Rounding = 0.001;

    private readonly LimitsOfLate _limits = new();
    private double _credit = 1;
    private double _fastest;
    private TimeSpan _at;

    public override void LimitsAre(SendLimits limits) => _limits.Become(limits, Witness.Now);

    public override void CallBegan(SesCall call)
    {
        var rate = _limits.RateAt(Witness.Now);
        _credit = Math.Min(1, _credit + (Witness.Now - _at).TotalSeconds);
        _at = Witness.Now;
        // Until the bucket is full again, what it lacks was spent at the older rate.
        _fastest = _credit >= 1 ? rate : Math.Max(_fastest, rate);
        if (_credit < (1 - Rounding) / _fastest)
            Break($"{call} came when {_credit * _fastest:0.000} of {_fastest} recipients a second were left");
        _credit -= call.Mail.To.Length / rate;
    }
}
