using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>
/// The Runtime API, over one connection that is kept. One call at a time.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
internal sealed class RuntimeApi : IDisposable
{
    /// <summary>How often a call that brought no answer is made before the environment is given up: about six seconds in all.</summary>
    private const int MaxTries = 8;

    /// <summary>The largest answer that Lambda takes. It may close the connection on a larger one before it was read, which looks like a lost one.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB each for request and response.</remarks>
    private const int MaxAnswer = (6 * 1024 * 1024) + 100;

    private const string ErrorType = "Lambda-Runtime-Function-Error-Type";

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri _root;
    private readonly Uri _next;
    private readonly FaultLog _faults;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly PayloadBuffer _payload = new();

    /// <summary>Opens nothing yet.</summary>
    /// <param name="root">Where it listens, with the version and a slash at the end.</param>
    /// <param name="faults">Is told of every invocation that failed.</param>
    /// <param name="time">The clock of the waits between tries.</param>
    public RuntimeApi(Uri root, FaultLog faults, TimeProvider time)
    {
        _faults = faults;
        _root = root;
        _next = new Uri(root, "invocation/next");
        _time = time;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            // The wait for an event has no end, and a frozen environment's connection is as good as before.
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        });
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Waits for the next event.</summary>
    /// <exception cref="RuntimeApiException">There will be none any more.</exception>
    public Task<Invocation> NextAsync(CancellationToken ct) => TryAsync(
        async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _next);
            using var response = await _http.SendAsync(request, ct);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new RuntimeApiException($"The Runtime API answered {(int)response.StatusCode} instead of an event.");
            return Invocation(response.Headers, await _payload.ReadAsync(response.Content, ct));
        },
        ct);

    /// <summary>Answers an event. True once the Runtime API has it; false if it turned the answer away.</summary>
    public async Task<bool> RespondAsync(string requestId, ReadOnlyMemory<byte> answer, CancellationToken ct)
    {
        var status = answer.Length > MaxAnswer
            ? HttpStatusCode.RequestEntityTooLarge
            : await PostAsync($"invocation/{Uri.EscapeDataString(requestId)}/response", answer, null, ct);
        if (status == HttpStatusCode.RequestEntityTooLarge)
            await FailAsync(requestId, new ErrorReport("ServerlessMail.AnswerTooLarge", "The answer is larger than Lambda takes.", []), ct);
        return IsTaken(status);
    }

    /// <summary>Tells that an event could not be worked on. True once the Runtime API has it.</summary>
    public async Task<bool> FailAsync(string requestId, ErrorReport report, CancellationToken ct)
    {
        await _faults.WriteAsync(requestId, report, ct);
        return IsTaken(await PostAsync($"invocation/{Uri.EscapeDataString(requestId)}/error", report.ToJson(), report.Type, ct));
    }

    /// <summary>Tells that the program could not start.</summary>
    public Task FailInitAsync(ErrorReport report, CancellationToken ct) => PostAsync("init/error", report.ToJson(), report.Type, ct);

    private Task<HttpStatusCode> PostAsync(string path, ReadOnlyMemory<byte> body, string? errorType, CancellationToken ct) => TryAsync(
        async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_root, path)) { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = Json;
            if (errorType is not null)
                request.Headers.TryAddWithoutValidation(ErrorType, Ascii(errorType));
            using var response = await _http.SendAsync(request, ct);
            // "Container error. Non-recoverable state. Runtime should exit promptly."
            return response.StatusCode == HttpStatusCode.InternalServerError
                ? throw new RuntimeApiException("The Runtime API answered 500: the environment is lost.")
                : response.StatusCode;
        },
        ct);

    /// <summary>A type's name may have letters that a header may not.</summary>
    private static string Ascii(string name) => string.Create(name.Length, name, static (safe, from) =>
    {
        for (var at = 0; at < safe.Length; at++)
            safe[at] = from[at] is > ' ' and <= '~' ? from[at] : '_';
    });

    private static bool IsTaken(HttpStatusCode status) => (int)status is >= 200 and < 300;

    /// <summary>Makes a call again while it brings no answer at all: each is safe to repeat.</summary>
    private async Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException && tries < MaxTries)
            {
                await Task.Delay(FirstWait * Math.Pow(2, tries - 1), _time, ct);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                throw new RuntimeApiException($"The Runtime API gave no answer {MaxTries} times.", fault);
            }
        }
    }

    private static Invocation Invocation(HttpResponseHeaders headers, ReadOnlyMemory<byte> payload) => new(
        Header(headers, "Lambda-Runtime-Aws-Request-Id") is { Length: > 0 } id ? id : throw new RuntimeApiException("The Runtime API gave an event without an id."),
        DeadlineOf(Header(headers, "Lambda-Runtime-Deadline-Ms")),
        Header(headers, "Lambda-Runtime-Invoked-Function-Arn"),
        Header(headers, "Lambda-Runtime-Trace-Id"),
        payload);

    /// <summary>What is no moment is one that is over.</summary>
    private static DateTimeOffset DeadlineOf(string milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var moment)
            ? DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(moment, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()))
            : DateTimeOffset.UnixEpoch;

    private static string Header(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";
}
