using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Core.Senders;
using ServerlessMail.Simulation.Faults;

namespace ServerlessMail.Simulation.Links;

/// <summary>The allowlist as one worker reaches it.</summary>
internal sealed class LinkedSenders(Link link, ISenderStore store) : ISenderStore
{
    public Task<Sender?> FindAsync(EmailAddress from, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "looks at the allowlist", null, () => store.FindAsync(from, CancellationToken.None), ct);

    public Task<IReadOnlyList<Sender>> ListAsync(CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "lists the allowlist", null, () => store.ListAsync(CancellationToken.None), ct);

    public Task PutAsync(Sender sender, CancellationToken ct) => link.CallAsync(Dependency.Table, $"puts {sender.Identity} as {sender.Status}", null, async () =>
    {
        await store.PutAsync(sender, CancellationToken.None);
        return true;
    }, ct);

    public Task<bool> SetStatusAsync(string identity, SenderStatus status, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, $"sets {identity} {status}", null, () => store.SetStatusAsync(identity, status, CancellationToken.None), ct);

    public Task<bool> RemoveAsync(string identity, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, $"removes {identity}", null, () => store.RemoveAsync(identity, CancellationToken.None), ct);
}

/// <summary>What an intake judges by, as it reaches it.</summary>
internal sealed class LinkedIntake(Link link, IIntakeStore store) : IIntakeStore
{
    public Task<Intake> ReadAsync(FormName name, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "reads for intake", null, () => store.ReadAsync(name, CancellationToken.None), ct);
}

/// <summary>The limits as one intake reaches them.</summary>
internal sealed class LinkedLimits(Link link, ILimitStore store) : ILimitStore
{
    public Task<bool> TryCountAsync(string key, LimitWindow window, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "counts", null, () => store.TryCountAsync(key, window, CancellationToken.None), ct);

    public Task<MessageId?> TryEnterAsync(ClientPost post, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "enters", post.Id, () => store.TryEnterAsync(post, CancellationToken.None), ct);
}

/// <summary>The secrets as one intake reaches them.</summary>
internal sealed class LinkedSecrets(Link link, ISecretStore store) : ISecretStore
{
    public Task<ReadOnlyMemory<byte>> GetOrCreateAsync(string purpose, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "reads a secret", null, () => store.GetOrCreateAsync(purpose, CancellationToken.None), ct);
}

/// <summary>The refusals as one intake reaches them.</summary>
internal sealed class LinkedRefusals(Link link, IRefusalStore store) : IRefusalStore
{
    public Task RecordAsync(string scope, string reason, DateTimeOffset at, string sample, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "records a refusal", null, async () =>
        {
            await store.RecordAsync(scope, reason, at, sample, CancellationToken.None);
            return true;
        }, ct);

    public Task<IReadOnlyList<RefusalCount>> ReadAsync(string scope, DateTimeOffset since, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "reads refusals", null, () => store.ReadAsync(scope, since, CancellationToken.None), ct);
}
