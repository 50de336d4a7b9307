using System.Diagnostics.Metrics;

namespace ServerlessMail.Core.Figures;

/// <summary>
/// What the service counts, for whoever listens (<see cref="MeterListener"/>); with nobody listening counting costs next to nothing. In messages,
/// with nothing of what they say or to whom. Thread-safe.
/// </summary>
public static class MailFigures
{
    public const string MeterName = "ServerlessMail";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Submissions that became a message.</summary>
    internal static Counter<long> Accepted { get; } = Meter.CreateCounter<long>(nameof(Accepted));

    /// <summary>Submissions that were refused.</summary>
    internal static Counter<long> Refused { get; } = Meter.CreateCounter<long>(nameof(Refused));

    /// <summary>Answers of SES: it took the mail.</summary>
    internal static Counter<long> Sent { get; } = Meter.CreateCounter<long>(nameof(Sent));

    /// <summary>Answers of SES: not taken, and tried again.</summary>
    internal static Counter<long> Retried { get; } = Meter.CreateCounter<long>(nameof(Retried));

    /// <summary>No answer of SES that would tell.</summary>
    internal static Counter<long> Uncertain { get; } = Meter.CreateCounter<long>(nameof(Uncertain));

    /// <summary>Answers of SES after which mail is held.</summary>
    internal static Counter<long> Held { get; } = Meter.CreateCounter<long>(nameof(Held));

    /// <summary>Answers of SES that end a message without a send.</summary>
    internal static Counter<long> Failed { get; } = Meter.CreateCounter<long>(nameof(Failed));

    /// <summary>Events of SES: delivered.</summary>
    internal static Counter<long> Delivered { get; } = Meter.CreateCounter<long>(nameof(Delivered));

    /// <summary>Events of SES: bounced.</summary>
    internal static Counter<long> Bounced { get; } = Meter.CreateCounter<long>(nameof(Bounced));

    /// <summary>Events of SES: complained.</summary>
    internal static Counter<long> Complained { get; } = Meter.CreateCounter<long>(nameof(Complained));

    /// <summary>Events of SES: rejected, or not to be rendered.</summary>
    internal static Counter<long> Rejected { get; } = Meter.CreateCounter<long>(nameof(Rejected));
}
