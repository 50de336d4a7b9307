using System.Diagnostics;
using ServerlessMail.Benchmarks.Reporting;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks.Altcha;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Benchmarks.Captcha;

/// <summary>What does the check of a proof of work cost, and its making?</summary>
internal sealed class CaptchaBenchmark : IBenchmark
{
    private const int Number = 50_000;
    private const double Promised = 100;

    private static readonly FormName Contact = FormName.Parse("contact");

    public string Name => "captcha";

    public Task<IReadOnlyList<Measurement>> RunAsync(bool isSmoke, CancellationToken ct)
    {
        var (rounds, checks) = isSmoke ? (3, 200) : (20, 5_000);
        var key = new byte[32];
        var seal = new AltchaSeal(key);
        var now = TimeProvider.System.GetUtcNow();
        var challenge = seal.Sign(new AltchaSalt("000102030405060708090a0b", now.ToUnixTimeSeconds() + 600, Contact), Number, IssueAltcha.MaxNumber);
        var good = AltchaWork.Token(challenge, Number);
        (string What, string Token)[] cases =
        [
            ("good", good),
            ("another number", AltchaWork.Token(challenge, Number + 1)),
            ("cut off", good[..^40]),
            ("2048 characters of noise", string.Concat(Enumerable.Repeat("A9z/", 512))),
            ("too long to be read", new string('A', 200_000)),
        ];
        var rows = new List<IReadOnlyList<string>>();
        var unmet = new List<string>();
        foreach (var (what, token) in cases)
        {
            // As a post does it: with a seal of its own.
            var (median, worst) = Micros(rounds, checks, () => AltchaProof.Judge(token, Contact, new AltchaSeal(key), now), ct);
            rows.Add([$"check: {what}", $"{median:0.0}", $"{worst:0.0}"]);
            if (!isSmoke && what == "good" && median >= Promised)
                unmet.Add($"A good proof is checked in {median:0.0} µs; promised are less than {Promised:0} µs.");
        }

        var salt = new AltchaSalt("000102030405060708090a0b", now.ToUnixTimeSeconds() + 600, Contact);
        var (issued, slowest) = Micros(rounds, checks, () => new AltchaSeal(key).Sign(salt, Number, IssueAltcha.MaxNumber), ct);
        rows.Add(["challenge", $"{issued:0.0}", $"{slowest:0.0}"]);
        return Task.FromResult<IReadOnlyList<Measurement>>(
        [
            new Measurement(
                "ALTCHA: the check of a proof, without the write that uses it up",
                [$"Real time, {rounds} rounds of {checks} each after one of warming up, on one thread; the median and the slowest of the rounds' means."],
                ["", "median µs", "slowest µs"],
                rows,
                unmet),
        ]);
    }

    private static (double Median, double Worst) Micros(int rounds, int count, Func<object> act, CancellationToken ct)
    {
        var means = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++)
                act();
            if (round > 0)
                means.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / count);
        }

        means.Sort();
        return (means[means.Count / 2], means[^1]);
    }
}
