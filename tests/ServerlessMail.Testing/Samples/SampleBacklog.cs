using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.Samples;

/// <summary>Bulk mail that waits for its turn.</summary>
public static class SampleBacklog
{
    private const int AtOnce = 8;

    /// <summary>Puts messages into the bulk lane's backlog, all of one draft.</summary>
    public static Task FillAsync(IMessageStore messages, int count, MailDraft draft, CancellationToken ct) => Parallel.ForAsync(
        0,
        count,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
        async (_, token) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var message = Message.Accept(SampleMail.Id(now), Lane.Bulk, "form:contact", draft.To.Length, now, WorkDue.At(now)).Backlog(now);
            await messages.TryAddAsync(message, draft, now.AddDays(1), token);
        });
}
