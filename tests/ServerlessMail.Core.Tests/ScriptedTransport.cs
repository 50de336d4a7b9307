using System.Collections.Concurrent;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Tests;

/// <summary>A transport that answers what a test wants and keeps what it was given.</summary>
internal sealed class ScriptedTransport : IMailTransport
{
    private readonly ConcurrentQueue<(MailContent Mail, SendTags Tags)> _calls = [];

    /// <summary>What each call comes to; taken, under an id of its own, unless a test says otherwise.</summary>
    public Func<SendTags, CancellationToken, Task<SendOutcome>> Answer { get; set; } =
        (tags, _) => Task.FromResult<SendOutcome>(new SendOutcome.Sent($"ses-{tags.Message}-{tags.Attempt}"));

    public IReadOnlyList<(MailContent Mail, SendTags Tags)> Calls => [.. _calls];

    public void Always(SendOutcome outcome) => Answer = (_, _) => Task.FromResult(outcome);

    public Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct)
    {
        _calls.Enqueue((mail, tags));
        return Answer(tags, ct);
    }
}
