using Microsoft.Extensions.Hosting;

namespace ServerlessMail.Benchmarks.Urgent;

/// <summary>The life of a host that has started: workers that wait for that do not wait.</summary>
internal sealed class StartedAlready : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted { get; } = new(canceled: true);

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication()
    {
    }
}
