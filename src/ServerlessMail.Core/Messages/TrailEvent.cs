namespace ServerlessMail.Core.Messages;

/// <summary>One thing that happened to a message. Never changed, never removed.</summary>
/// <param name="Seq">1 for the first event of a message, then one more for each that is kept.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Attempt">Which send attempt it belongs to; 0 before the first claim.</param>
/// <param name="Reason">A reason code such as <c>pause</c> or <c>sender-not-allowed</c>; never personal data.</param>
public sealed record TrailEvent(int Seq, DateTimeOffset At, TrailKind Kind, int Attempt, string? Reason);
