namespace ServerlessMail.Local.Ses.Events;

/// <summary>A record for the feedback queue.</summary>
/// <param name="Body">The event in the envelope of SNS.</param>
/// <param name="At">When the queue shows it.</param>
internal sealed record SesEvent(string Body, DateTimeOffset At);
