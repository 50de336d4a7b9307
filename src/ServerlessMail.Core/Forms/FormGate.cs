using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Core.Forms;

/// <summary>Counts submissions against a form's limits; a client is known only by a keyed digest of its address.</summary>
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

    /// <summary>Counts one submission; returns how long to wait when a limit is reached, null when there is room.</summary>
    public async Task<TimeSpan?> TryEnterAsync(Form form, string client, CancellationToken ct)
    {
        if (form.Limits?.PerClient is { } perClient && await TryCountAsync($"{form.Name}#{client}", perClient, ct) is { } clientWait)
            return clientWait;
        return form.Limits?.PerForm is { } perForm ? await TryCountAsync($"{form.Name}#*", perForm, ct) : null;
    }

    private async Task<TimeSpan?> TryCountAsync(string key, Allowance allowance, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var start = allowance.Start(now);
        var end = start + allowance.Length;
        var window = start.UtcDateTime.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture);
        return await limits.TryCountAsync(key, $"{window}/{allowance.Period}", allowance.Count, end, ct) ? null : end - now;
    }
}
