using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Core.Forms;

/// <summary>Counts submissions against a form's limits and finds those that repeat one; a client is known only by a keyed digest of its address.</summary>
public sealed class FormGate(ILimitStore limits, ISecretStore secrets, TimeProvider time)
{
    /// <summary>Its key's purpose in the store of keys.</summary>
    public const string Purpose = "client-digest";

    /// <summary>The keyed digest of a client's address: 16 hexadecimal digits.</summary>
    public async Task<string> DigestAsync(string clientAddress, CancellationToken ct)
    {
        var key = await secrets.GetOrCreateAsync(Purpose, ct);
        var digest = HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes(clientAddress));
        return Convert.ToHexStringLower(digest.AsSpan(0, 8));
    }

    /// <summary>Counts one submission of a client.</summary>
    /// <param name="form">The form.</param>
    /// <param name="client">The client's digest.</param>
    /// <param name="submission">What was posted.</param>
    /// <param name="id">The id that its message is to have.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<GateOutcome> EnterAsync(Form form, string client, Submission submission, MessageId id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var digest = SubmissionDigest.Of(await secrets.GetOrCreateAsync(Purpose, ct), submission);
        var window = form.Limits?.PerClient is { } allowance ? WindowOf(allowance, now) : null;
        return await limits.TryEnterAsync(new ClientPost($"{form.Name}#{client}", digest, id, now, window), ct) is { } entered
            ? new GateOutcome.Entered(entered)
            : new GateOutcome.Full(window is null ? TimeSpan.Zero : window.Ends - now);
    }

    /// <summary>Counts one submission of anybody; returns how long to wait when the form's limit is reached, null when there is room.</summary>
    public async Task<TimeSpan?> CountAsync(Form form, CancellationToken ct)
    {
        if (form.Limits?.PerForm is not { } allowance)
            return null;
        var now = time.GetUtcNow();
        var window = WindowOf(allowance, now);
        return await limits.TryCountAsync($"{form.Name}#*", window, ct) ? null : window.Ends - now;
    }

    private static LimitWindow WindowOf(Allowance allowance, DateTimeOffset now)
    {
        var start = allowance.Start(now);
        var name = start.UtcDateTime.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture);
        return new LimitWindow($"{name}/{allowance.Period}", allowance.Count, start + allowance.Length);
    }
}
