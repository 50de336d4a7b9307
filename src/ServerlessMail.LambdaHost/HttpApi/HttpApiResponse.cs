using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServerlessMail.LambdaHost.HttpApi;

/// <summary>What the application answers, gathered: Lambda takes an answer as a whole.</summary>
internal sealed class HttpApiResponse : IHttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly GatheredBody _body;
    private Stack<(Func<object, Task> Callback, object State)>? _onStarting;
    private Stack<(Func<object, Task> Callback, object State)>? _onCompleted;
    private int _statusCode = StatusCodes.Status200OK;
    private string? _reasonPhrase;
    private Stream? _replaced;

    public HttpApiResponse() => _body = new GatheredBody(StartAsync);

    public int StatusCode
    {
        get => _statusCode;
        set
        {
            ThrowIfStarted();
            _statusCode = value;
        }
    }

    public string? ReasonPhrase
    {
        get => _reasonPhrase;
        set
        {
            ThrowIfStarted();
            _reasonPhrase = value;
        }
    }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    /// <summary>True while the application has said nothing, or only that the caller has gone: what middleware that swallows a cancellation leaves.</summary>
    public bool IsUnanswered => !HasStarted && Content.IsEmpty && (_statusCode is StatusCodes.Status200OK or StatusCodes.Status499ClientClosedRequest);

    public bool HasStarted { get; private set; }

    /// <summary>The old way to the body, which middleware may still replace.</summary>
    Stream IHttpResponseFeature.Body
    {
        get => _replaced ?? Stream;
        set => _replaced = value;
    }

    public Stream Stream => _body.Stream;

    public PipeWriter Writer => _body;

    /// <summary>What was written so far.</summary>
    public ReadOnlyMemory<byte> Content => _body.Content;

    public void OnStarting(Func<object, Task> callback, object state)
    {
        ThrowIfStarted();
        (_onStarting ??= new()).Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => (_onCompleted ??= new()).Push((callback, state));

    public void DisableBuffering()
    {
        // Nothing can be sent before the whole is there.
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (HasStarted)
            return;
        while (_onStarting is { Count: > 0 } starting)
        {
            var (callback, state) = starting.Pop();
            await callback(state);
        }

        HasStarted = true;
        // As with a server, from which they would be on their way.
        if (Headers is HeaderDictionary headers)
            headers.IsReadOnly = true;
    }

    public Task CompleteAsync() => StartAsync();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    /// <summary>Throws away what was prepared and says something else.</summary>
    public void Replace(int status, ReadOnlySpan<byte> json)
    {
        _body.Clear();
        Headers.Clear();
        _onStarting = null;
        _statusCode = status;
        Headers.ContentType = "application/json; charset=utf-8";
        Headers.CacheControl = "no-store";
        _body.Fill(json);
    }

    /// <summary>Calls what waits for the end, once, each whatever became of those before.</summary>
    /// <returns>What they threw.</returns>
    public async Task<IReadOnlyList<Exception>> FinishAsync()
    {
        List<Exception> faults = [];
        while (_onCompleted is { Count: > 0 } completed)
        {
            var (callback, state) = completed.Pop();
            try
            {
                await callback(state);
            }
            catch (Exception fault)
            {
                faults.Add(fault);
            }
        }

        return faults;
    }

    private void ThrowIfStarted()
    {
        if (HasStarted)
            throw new InvalidOperationException("The response has started: its status and headers cannot change any more.");
    }
}
