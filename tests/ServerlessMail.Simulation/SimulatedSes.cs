using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Simulation;

/// <summary>
/// SES as it behaves on bad days: it takes a mail and the answer is lost, it fails before or after, it throttles. What it took it tells of,
/// late, twice and out of order.
/// </summary>
internal sealed class SimulatedSes(World world) : IMailTransport, IFeedbackWatch
{
    private readonly List<(DateTimeOffset Due, FeedbackEvent Event)> _events = [];

    /// <summary>How often each message was taken.</summary>
    public Dictionary<MessageId, int> Taken { get; } = [];

    /// <summary>When calls began, latest last.</summary>
    public List<DateTimeOffset> Calls { get; } = [];

    public async Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct)
    {
        Calls.Add(world.Time.GetUtcNow());
        await world.StepAsync();
        var fate = world.Faults ? world.Random.Next(100) : 99;
        if (fate < 8)
            return new SendOutcome.Throttled("throttled");
        if (fate < 14)
            return new SendOutcome.Uncertain("ses-500");
        var id = Take(tags);
        await world.StepAsync();
        return fate < 24 ? new SendOutcome.Uncertain("timeout") : new SendOutcome.Sent(id);
    }

    /// <summary>The events whose moment has come; they are gone only once <see cref="Forget"/> was told.</summary>
    public IReadOnlyList<(DateTimeOffset Due, FeedbackEvent Event)> Due() => [.. _events.Where(known => known.Due <= world.Time.GetUtcNow())];

    public void Forget((DateTimeOffset Due, FeedbackEvent Event) recorded) => _events.Remove(recorded);

    /// <summary>As with the local simulator: complete up to the oldest event that is not recorded yet.</summary>
    public Task<FeedbackEvidence> ReadAsync(CancellationToken ct)
    {
        var now = world.Time.GetUtcNow();
        var until = _events.Select(known => known.Event.SentAt).Append(now).Min() - TimeSpan.FromMilliseconds(1);
        return Task.FromResult(new FeedbackEvidence(until, until));
    }

    public Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct) => Task.CompletedTask;

    private string Take(SendTags tags)
    {
        Taken[tags.Message] = Taken.GetValueOrDefault(tags.Message) + 1;
        var now = world.Time.GetUtcNow();
        var id = $"ses-{tags.Message}-{tags.Attempt}-{Taken[tags.Message]}";
        foreach (var kind in (ReadOnlySpan<FeedbackKind>)[FeedbackKind.Send, FeedbackKind.Delivery])
        {
            for (var copies = world.Random.Next(10) == 0 ? 2 : 1; copies > 0; copies--)
                _events.Add((now + TimeSpan.FromMilliseconds(world.Random.Next(0, 8000)), new FeedbackEvent(kind, tags.Message, tags.Attempt, id, now, null)));
        }

        return id;
    }
}
