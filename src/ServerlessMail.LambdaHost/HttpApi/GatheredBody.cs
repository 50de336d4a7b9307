using System.Buffers;
using System.IO.Pipelines;

namespace ServerlessMail.LambdaHost.HttpApi;

/// <summary>A response's body, kept until the answer is written. The first flush, or write to the stream, starts the response.</summary>
internal sealed class GatheredBody : PipeWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Func<CancellationToken, Task> _start;

    public GatheredBody(Func<CancellationToken, Task> start)
    {
        _start = start;
        Stream = new BodyStream(this);
    }

    public Stream Stream { get; }

    public ReadOnlyMemory<byte> Content => _bytes.WrittenMemory;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => 0;

    public override void Advance(int bytes) => _bytes.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(sizeHint);

    public override void CancelPendingFlush()
    {
        // A flush never waits.
    }

    public override void Complete(Exception? exception = null)
    {
        // The answer is written once the application is done, whatever it calls complete.
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await _start(cancellationToken);
        return default;
    }

    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>Writes without starting.</summary>
    public void Fill(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    private sealed class BodyStream(GatheredBody body) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => throw new InvalidOperationException("Use FlushAsync.");

        public override Task FlushAsync(CancellationToken cancellationToken) => body._start(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Use WriteAsync.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await body._start(cancellationToken);
            body._bytes.Write(buffer.Span);
        }
    }
}
