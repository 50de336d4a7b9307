using ServerlessMail.Cli.Functions.Place;
using ServerlessMail.Cli.Functions.Queues;
using ServerlessMail.Cli.Functions.Runtime;
using ServerlessMail.Cli.Serve;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Functions;

/// <summary>The four functions, and what invokes them besides HTTP: the queues' mappings and the sweeper's schedule.</summary>
internal sealed class LocalFunctions : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>The sweeper keeps 15 seconds back for what follows the sweep.</summary>
    private static readonly TimeSpan SweeperTimeout = TimeSpan.FromSeconds(18);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);

    /// <summary>A start on a busy machine, without native code, takes longer than Lambda would allow.</summary>
    private static readonly TimeSpan InitWithin = TimeSpan.FromSeconds(60);

    private readonly FunctionProgram _program;
    private readonly FunctionVariables _variables;
    private readonly FunctionOutput _output;
    private readonly TimeProvider _time;
    private readonly FunctionFleet _sender;
    private readonly FunctionFleet _feedback;
    private readonly FunctionFleet _sweeper;

    public LocalFunctions(FunctionProgram program, FunctionVariables variables, FunctionOutput output, TimeProvider time)
    {
        (_program, _variables, _output, _time) = (program, variables, output, time);
        Api = Fleet("api", new FunctionLimits(4, Timeout));
        _sender = Fleet("sender", new FunctionLimits(6, Timeout));
        _feedback = Fleet("feedback", new FunctionLimits(1, Timeout));
        _sweeper = Fleet("sweeper", new FunctionLimits(1, SweeperTimeout));
    }

    /// <summary>The function behind HTTP.</summary>
    public FunctionFleet Api { get; }

    /// <summary>Brings them work until it is told to stop.</summary>
    public async Task RunAsync(LocalPlace place, QueueTable events, CancellationToken ct)
    {
        var work = new List<Task>
        {
            Mapping(place.Urgent, _sender).RunAsync(ct),
            Mapping(place.Normal, _sender).RunAsync(ct),
            Mapping(place.Bulk, _sender).RunAsync(ct),
            Mapping(place.Feedback, _feedback).RunAsync(ct),
            new FeedbackBearer(events, place.Sqs, place.Feedback.Url, _output.Of("events"), _time).RunAsync(ct),
            new Schedule(LocalFront.Region, SweepEvery, _sweeper.InvokeAsync, _time).RunAsync(ct),
        };
        await Task.WhenAll(work);

        QueueMapping Mapping(QueueSource source, FunctionFleet fleet) => new(place.Sqs, source, fleet.InvokeAsync, _output.Of(fleet.Name), _time);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var fleet in (FunctionFleet[])[Api, _sender, _feedback, _sweeper])
            await fleet.DisposeAsync();
    }

    private FunctionFleet Fleet(string name, FunctionLimits limits) => new(
        _program,
        new FunctionEnvironment { Name = name, Settings = _variables.Of(name), Region = LocalFront.Region, InitWithin = InitWithin },
        limits,
        _output.Of(name),
        _time);
}
