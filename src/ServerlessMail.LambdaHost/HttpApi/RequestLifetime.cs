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

    /// <summary>True once its time is up or it was aborted.</summary>
    public bool IsEnded => _abort.IsCancellationRequested;

    public void Abort() => _abort.Cancel();

    public void Dispose() => _abort.Dispose();
}
