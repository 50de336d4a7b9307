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
    private bool _isFinished;

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
    }

    public Task CompleteAsync() => StartAsync();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    /// <summary>Throws away what was prepared and says that the time was up.</summary>
    public void TimeOut()
    {
        _body.Clear();
        Headers.Clear();
        _onStarting = null;
        _statusCode = StatusCodes.Status504GatewayTimeout;
        Headers.ContentType = "application/json; charset=utf-8";
        Headers.CacheControl = "no-store";
        _body.Fill("""{"message":"The request took too long."}"""u8);
    }

    /// <summary>Calls what waits for the end, once.</summary>
    public async Task FinishAsync()
    {
        if (_isFinished)
            return;
        _isFinished = true;
        while (_onCompleted is { Count: > 0 } completed)
        {
            var (callback, state) = completed.Pop();
            await callback(state);
        }
    }

    private void ThrowIfStarted()
    {
        if (HasStarted)
            throw new InvalidOperationException("The response has started: its status and headers cannot change any more.");
    }
}
