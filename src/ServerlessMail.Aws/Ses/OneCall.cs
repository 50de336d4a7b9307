using System.Net;

namespace ServerlessMail.Aws.Ses;

/// <summary>
/// Watches one send from above the client to below it: whether any of the mail was given to the network, and that this happens once.
/// AWSSDK.Core has retries beside <c>MaxErrorRetry</c>, and <see cref="SocketsHttpHandler"/> retries on a connection that the other side closed
/// before the body was begun; a second body is refused here, whoever asks for it.
/// </summary>
internal sealed class OneCall
{
    private static readonly AsyncLocal<OneCall?> Current = new();

    private int _bodies;

    /// <summary>False: no byte of the mail left this process, so whatever went wrong, SES has not taken it.</summary>
    public bool HasBegun => Volatile.Read(ref _bodies) > 0;

    /// <summary>Runs a client's call under watch.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        Current.Value = this;
        return await call();
    }

    private void Begin()
    {
        if (Interlocked.Increment(ref _bodies) > 1)
            throw new InvalidOperationException("The client tried to send a mail a second time.");
    }

    /// <summary>The part below the client.</summary>
    internal sealed class Handler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Current.Value is { } call && request.Content is { } body)
                request.Content = new WatchedBody(body, call);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class WatchedBody : HttpContent
    {
        private readonly HttpContent _body;
        private readonly OneCall _call;

        public WatchedBody(HttpContent body, OneCall call)
        {
            (_body, _call) = (body, call);
            foreach (var (name, values) in body.Headers)
                Headers.TryAddWithoutValidation(name, values);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            _call.Begin();
            return _body.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Headers.ContentLength ?? 0;
            return _body.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _body.Dispose();
            base.Dispose(disposing);
        }
    }
}
