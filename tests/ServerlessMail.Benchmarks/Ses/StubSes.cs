using System.Collections.Concurrent;
using System.Diagnostics;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Benchmarks.Ses;

/// <summary>Takes every mail after a while, and writes down when each call began, by the machine's monotonic clock. Thread-safe.</summary>
internal sealed class StubSes(TimeSpan takes) : IMailTransport
{
    private readonly ConcurrentQueue<(MessageId Message, Lane Lane, long Began)> _calls = new();

    public IReadOnlyCollection<(MessageId Message, Lane Lane, long Began)> Calls => _calls;

    /// <summary>The calls since it was last asked.</summary>
    public IReadOnlyList<(MessageId Message, Lane Lane, long Began)> TakeCalls()
    {
        List<(MessageId Message, Lane Lane, long Began)> taken = [];
        while (_calls.TryDequeue(out var call))
            taken.Add(call);
        return taken;
    }

    public async Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct)
    {
        _calls.Enqueue((tags.Message, tags.Lane, Stopwatch.GetTimestamp()));
        await Task.Delay(takes, TimeProvider.System, CancellationToken.None);
        return new SendOutcome.Sent($"ses-{tags.Message}-{tags.Attempt}");
    }
}
