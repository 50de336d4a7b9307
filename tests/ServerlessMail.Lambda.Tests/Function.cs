using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Tests;
using ServerlessMail.Lambda.Feedback;
using ServerlessMail.Lambda.Sender;
using ServerlessMail.Lambda.Sweeper;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Lambda.Tests;

/// <summary>The one door into the functions for their tests: as they are composed on Lambda, but over stores in memory, a scripted transport and a clock that stands still.</summary>
internal sealed class Function : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 4, 0, 30, TimeSpan.Zero);

    private readonly MemoryStream _output = new();
    private readonly ServiceProvider _services;

    public Function(string function)
    {
        Store = new MemoryStore(Time);
        _services = new FunctionHost(SampleEnvironment.Read(function), _output, Time)
            .AddTo(new ServiceCollection())
            .AddSingleton<ServiceFigures>()
            .AddSingleton<SenderFunction>()
            .AddSingleton<FeedbackFunction>()
            .AddSingleton<SweeperFunction>()
            .AddMemoryStores(Store)
            .AddSingleton<IMailTransport>(Transport)
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public MemoryStore Store { get; }

    public ScriptedTransport Transport { get; } = new();

    public SenderFunction Sender => _services.GetRequiredService<SenderFunction>();

    public FeedbackFunction Feedback => _services.GetRequiredService<FeedbackFunction>();

    public SweeperFunction Sweeper => _services.GetRequiredService<SweeperFunction>();

    /// <summary>What was written to standard output: one JSON object a line.</summary>
    public IReadOnlyList<JsonElement> Lines =>
        [.. Encoding.UTF8.GetString(_output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The figures of every line in CloudWatch's embedded format, by name; of several the last.</summary>
    public IReadOnlyDictionary<string, double> Figures => Lines
        .Where(line => line.TryGetProperty("_aws", out _))
        .SelectMany(line => line.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Metrics").EnumerateArray()
            .Select(metric => metric.GetProperty("Name").GetString() ?? "")
            .Select(name => (Name: name, Value: line.GetProperty(name).GetDouble())))
        .GroupBy(figure => figure.Name, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);

    /// <summary>Opens the service, with room for what the tests send.</summary>
    public async Task OpenAsync()
    {
        await Store.Control.EnsureAsync(CancellationToken.None);
        await Store.Control.SetLimitsAsync(null, 14, 50_000, 0.5, CancellationToken.None);
        await Store.Senders.PutAsync(SampleMail.Sender(), CancellationToken.None);
    }

    /// <summary>A message that is accepted and queued.</summary>
    public async Task<MessageId> QueueAsync(Lane lane = Lane.Normal)
    {
        var message = SampleMail.Message(Time.GetUtcNow(), lane);
        await _services.GetRequiredService<IMessageStore>().TryAddAsync(message, SampleMail.Draft(), Time.GetUtcNow().AddDays(1), CancellationToken.None);
        return message.Id;
    }

    /// <summary>A message that SES took.</summary>
    public async Task<MessageId> SendAsync()
    {
        var id = await QueueAsync();
        var messages = _services.GetRequiredService<IMessageStore>();
        var now = Time.GetUtcNow();
        var claimed = Find(id).Claim(now, now);
        await messages.TrySaveAsync(Find(id), claimed, CancellationToken.None);
        await messages.TrySaveAsync(claimed, claimed.Sent(now, $"ses-{id}-1"), CancellationToken.None);
        return id;
    }

    public Message Find(MessageId id) => Store.Messages.All.Single(message => message.Id == id);

    /// <summary>Lets virtual time pass until the work is done.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> begin)
    {
        var work = begin();
        while (!work.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(5));
            for (var turn = 0; turn < 20; turn++)
                await Task.Yield();
        }

        return await work;
    }

    public void Dispose()
    {
        _services.Dispose();
        _output.Dispose();
    }
}
