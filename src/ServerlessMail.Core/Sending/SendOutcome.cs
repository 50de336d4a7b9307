using System.Diagnostics.Metrics;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Figures;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Sending;

/// <summary>What one call to the provider came to. Each case says what becomes of the message that was being sent.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>What it is counted as.</summary>
    internal abstract Counter<long> Figure { get; }

    /// <summary>The message after this outcome.</summary>
    /// <param name="sending">The message as it was claimed.</param>
    /// <param name="at">Now.</param>
    /// <param name="timings">When to look again.</param>
    /// <param name="jitter">0 to 1: where in its bounds a back-off falls.</param>
    public abstract Message Settle(Message sending, DateTimeOffset at, SendTimings timings, double jitter);

    /// <summary>Taken, under this id.</summary>
    public sealed record Sent(string SesMessageId) : SendOutcome
    {
        internal override Counter<long> Figure => MailFigures.Sent;

        public override Message Settle(Message sending, DateTimeOffset at, SendTimings timings, double jitter) => sending.Sent(at, SesMessageId);
    }

    /// <summary>Not taken; another try soon may succeed.</summary>
    public sealed record Throttled(string Reason) : SendOutcome
    {
        internal override Counter<long> Figure => MailFigures.Retried;

        public override Message Settle(Message sending, DateTimeOffset at, SendTimings timings, double jitter) =>
            sending.Setbacks + 1 < timings.MaxSetbacks
                ? sending.Retry(at, at + timings.BackOff(sending.Setbacks + 1, jitter) + timings.QueueGrace, Reason)
                : sending.HoldFor(HoldReason.Operator, at, remark: "tried-in-vain");
    }

    /// <summary>Not taken: the day's quota is spent.</summary>
    public sealed record QuotaSpent(string Reason) : SendOutcome
    {
        internal override Counter<long> Figure => MailFigures.Held;

        public override Message Settle(Message sending, DateTimeOffset at, SendTimings timings, double jitter) =>
            sending.HoldFor(HoldReason.Quota, at, at + timings.QuotaWait, Reason);
    }

    /// <summary>Not taken: the provider has stopped this account. The whole service pauses.</summary>
    public sealed record AccountStopped(string Reason) : SendOutcome
    {
        internal override Counter<long> Figure => MailFigures.Held;

        public override Message Settle(Message sending, DateTimeOffset at, SendTimings timings, double jitter) =>
            sending.StopBy(SendScope.All, at, Reason);
    }

    /// <summary>Not taken, and ours to mend: credentials, an identity or the configuration set.</summary>
    public sealed record Misconfigured(string Reason) : SendOutcome
    {
        internal override Counter<long> Figure => MailFigures.Held;

        public override Message Settle(Message sending, DateTimeOffset at, SendTimings timings, double jitter) =>
            sending.HoldFor(HoldReason.Operator, at, remark: Reason);
    }

    /// <summary>Not taken, for good: the content or the request.</summary>
    public sealed record Rejected(string Reason) : SendOutcome
    {
        internal override Counter<long> Figure => MailFigures.Failed;

        public override Message Settle(Message sending, DateTimeOffset at, SendTimings timings, double jitter) => sending.Fail(at, Reason);
    }

    /// <summary>May have been taken: the answer was lost, or speaks of a fault on the other side.</summary>
    public sealed record Uncertain(string Reason) : SendOutcome
    {
        internal override Counter<long> Figure => MailFigures.Uncertain;

        public override Message Settle(Message sending, DateTimeOffset at, SendTimings timings, double jitter) =>
            sending.DoubtSend(at, at + timings.QuietTime, Reason);
    }
}
