using System.Collections.Concurrent;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>Visitors who post one form after the other, to whatever intake is up, and note what they were answered.</summary>
/// <param name="url">Where the intake is now; null while there is none.</param>
internal sealed class Visitors(Func<string?> url) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new() { Timeout = Timeout };
    private readonly ConcurrentDictionary<string, DateTimeOffset> _accepted = new(StringComparer.Ordinal);

    /// <summary>The ids that were answered, and when.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Accepted => _accepted;

    /// <summary>Posts with some at once until it is told to stop.</summary>
    public Task PostAsync(int visitors, int seed, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, visitors).Select(number => PostAsync(new Random(HashCode.Combine(seed, number)), stop)));

    /// <summary>Posts once.</summary>
    public async Task PostAsync()
    {
        if (url() is { } intake && await Visitor.PostAsync(_client, intake, _accepted.Count) is { } id)
            _accepted[id] = TimeProvider.System.GetUtcNow();
    }

    public void Dispose() => _client.Dispose();

    private async Task PostAsync(Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await PostAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 150)), TimeProvider.System, CancellationToken.None);
        }
    }
}
