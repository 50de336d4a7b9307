namespace ServerlessMail.Aws.Ses;

/// <summary>
/// Watches one send from above the client to below it: whether the request was handed to the network at all, and that this happens once.
/// The client may have retries of its own (AWSSDK.Core retries on stale connections beside <c>MaxErrorRetry</c>); here a second call is refused.
/// </summary>
internal sealed class OneCall
{
    private static readonly AsyncLocal<OneCall?> Current = new();

    private int _calls;

    /// <summary>False: whatever went wrong, SES cannot have taken anything.</summary>
    public bool HasBegun => Volatile.Read(ref _calls) > 0;

    /// <summary>Runs a client's call under watch.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        Current.Value = this;
        return await call();
    }

    /// <summary>The part below the client.</summary>
    internal sealed class Handler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Current.Value is { } call && Interlocked.Increment(ref call._calls) > 1)
                throw new InvalidOperationException("The client tried to send a mail a second time.");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
