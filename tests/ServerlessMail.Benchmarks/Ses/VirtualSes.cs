using ServerlessMail.Benchmarks.Time;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Benchmarks.Ses;

/// <summary>SES in virtual time: it takes its time, refuses what is over the rate, and writes every call down.</summary>
internal sealed class VirtualSes(VirtualTime time, Random random, double rate) : IMailTransport
{
    private readonly RateBucket _bucket = new(rate);

    public List<SesCall> Calls { get; } = [];

    /// <summary>How many calls have begun and are not answered.</summary>
    public int UnderWay { get; private set; }

    public async Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct)
    {
        var began = time.Elapsed;
        var takes = Latency.Ses.Draw(random);
        UnderWay++;
        // The rate is judged when the request arrives, not when it was sent.
        await time.WaitAsync(takes / 4);
        var taken = _bucket.TryPass(time.Elapsed, mail.To.Length);
        Calls.Add(new SesCall(tags.Message, tags.Lane, mail.To.Length, began, taken));
        await time.WaitAsync(takes * 0.75);
        UnderWay--;
        return taken ? new SendOutcome.Sent($"ses-{tags.Message}-{tags.Attempt}") : new SendOutcome.Throttled("throttled");
    }
}
