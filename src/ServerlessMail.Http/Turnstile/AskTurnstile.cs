using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ServerlessMail.Http.Turnstile;

/// <summary>Asks Cloudflare about a token. The first question makes the connection and reads the authorities. Thread-safe.</summary>
internal sealed partial class AskTurnstile(TurnstileSettings settings, TimeProvider time, ILogger<AskTurnstile> log) : IDisposable
{
    /// <summary>An answer has some 300 bytes.</summary>
    private const int LongestAnswer = 16 * 1024;

    private readonly Lazy<HttpClient> _client = new(() => ClientOf(settings));

    /// <summary>The answer; null when there was none in time, or none that can be read.</summary>
    public async Task<TurnstileAnswer?> AskAsync(string token, IPAddress? client, CancellationToken ct)
    {
        using var within = new CancellationTokenSource(settings.Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(within.Token, ct);
        try
        {
            using var question = new FormUrlEncodedContent(Question(token, client));
            using var response = await _client.Value.PostAsync(settings.Address, question, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            // A refusal may come with status 400. What comes with 429 or 5xx says nothing of the token, whatever it says.
            if ((int)response.StatusCode < 429 && JsonSerializer.Deserialize(body, TurnstileJson.Default.TurnstileAnswer) is { Success: not null } answer)
                return answer;
            Unanswered(log, $"status {(int)response.StatusCode}");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or CryptographicException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            Unanswered(log, within.IsCancellationRequested ? "no answer in time" : fault.GetType().Name);
        }

        return null;
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    private IEnumerable<KeyValuePair<string, string>> Question(string token, IPAddress? client)
    {
        yield return new("secret", settings.Secret);
        yield return new("response", token);
        if (client is not null)
            yield return new("remoteip", client.ToString());
    }

    private static HttpClient ClientOf(TurnstileSettings settings)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = PolicyOf(settings.Authorities) },
        };
        return new HttpClient(handler) { MaxResponseContentBufferSize = LongestAnswer, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Trust in the authorities of a file; null for the process's own.</summary>
    private static X509ChainPolicy? PolicyOf(string? authorities)
    {
        if (authorities is null || !File.Exists(authorities))
            return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorities);
        return policy;
    }

    [LoggerMessage(EventName = "TurnstileUnanswered", Level = LogLevel.Warning, Message = "Turnstile gave no verdict ({Why}): the submission is held as spam-suspect, captcha-unavailable.")]
    private static partial void Unanswered(ILogger logger, string why);
}
