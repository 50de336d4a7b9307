using Microsoft.AspNetCore.Http.Features;

namespace ServerlessMail.LambdaHost.HttpApi;

/// <summary>The time that a request has: until the function's deadline, or until the application aborts it.</summary>
internal sealed class RequestLifetime(CancellationToken deadline) : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly CancellationTokenSource _abort = CancellationTokenSource.CreateLinkedTokenSource(deadline);
    private CancellationToken? _replaced;

    public CancellationToken RequestAborted
    {
        get => _replaced ?? _abort.Token;
        set => _replaced = value;
    }

    /// <summary>True once the time is up.</summary>
    public bool IsOver => deadline.IsCancellationRequested;

    /// <summary>True once the application gave the request up: what it has written is no whole answer.</summary>
    public bool IsAborted { get; private set; }

    public void Abort()
    {
        IsAborted = true;
        try
        {
            // What is thrown by whoever is told does not concern the caller.
            _ = _abort.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The request is over; there is nothing to abort.
        }
    }

    public void Dispose() => _abort.Dispose();
}
