using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// A limiter like SES's would refuse none of the calls: a token bucket one second deep that counts recipients, in which a send to many may leave a
/// debt. It is kept here at its strictest, with a whole token for each call, and by true time; the clocks of workers may differ by 100 ms.
/// </summary>
internal sealed class RateIsKept(double rate) : Invariant
{
    private const double Rounding = 0.001;

    private double _tokens = Math.Max(1, rate);
    private TimeSpan _at;

    public override void CallBegan(SesCall call)
    {
        _tokens = Math.Min(Math.Max(1, rate), _tokens + ((Witness.Now - _at).TotalSeconds * rate));
        _at = Witness.Now;
        if (_tokens < 1 - Rounding)
            Break($"{call} came when {_tokens:0.000} of {rate} recipients a second were left");
        _tokens -= call.Mail.To.Length;
    }
}
