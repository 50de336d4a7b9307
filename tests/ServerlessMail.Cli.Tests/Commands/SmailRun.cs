using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Cli.Tests.Commands;

/// <summary>The one door into the program for tests of its commands: a command line in; output, errors and exit code out, over stores in memory.</summary>
internal sealed class SmailRun
{
    public SmailRun() => Store = new MemoryStore(Time);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public MemoryStore Store { get; }

    /// <summary>The messages as use cases have them: sealed.</summary>
    public IMessageStore Messages => new SealedMessages(Store.Messages, new TrailKey(Store.Secrets), NullLogger<SealedMessages>.Instance);

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What a person would type; null: nobody is there.</summary>
    public string? Answer { get; set; }

    /// <summary>True: standard error is a terminal.</summary>
    public bool IsWatched { get; set; }

    /// <summary>What stands in standard input for a file named <c>-</c>.</summary>
    public string Input { get; set; } = "";

    /// <summary>False: the command line and the variables say whose data, as for users.</summary>
    public bool OnMemory { get; init; } = true;

    /// <summary>Ends the run as Ctrl+C does.</summary>
    public CancellationTokenSource Stop { get; } = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Runs a command line, split at blanks.</summary>
    public Task<ExitCode> RunAsync(string line) => RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public async Task<ExitCode> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(Answer is null ? "" : Answer + "\n");
        var code = await Smail.RunAsync(
            args,
            new Surroundings
            {
                Terminal = new Terminal(output, errors, input) { Interactive = Answer is not null, ShowsProgress = IsWatched },
                Variable = Variables.GetValueOrDefault,
                User = "anna",
                Time = Time,
                OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
                Target = OnMemory ? Services : null,
            },
            Stop.Token);
        (Output, Errors) = (output.ToString(), errors.ToString());
        return (ExitCode)code;
    }

    /// <summary>Runs a command line while something else goes on, once a second.</summary>
    public async Task<ExitCode> RunWhileAsync(string line, Func<Task> eachSecond)
    {
        var running = RunAsync(line);
        for (var seconds = 0; !running.IsCompleted; seconds++)
        {
            Assert.True(seconds < 10_000, $"'{line}' does not end.");
            await eachSecond();
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await running;
    }

    /// <summary>Does what the sweeper does, for up to so many messages of each kind.</summary>
    public async Task SweepAsync(int limit = 100)
    {
        await using var services = Services();
        await services.GetRequiredService<Sweep>().RunAsync(limit, CancellationToken.None);
    }

    /// <summary>Puts messages in that a stop keeps.</summary>
    public async Task HoldAsync(int count, string scope = "all", Lane lane = Lane.Normal)
    {
        for (var i = 0; i < count; i++)
            await AddAsync(message => (message with { Lane = lane }).StopBy(SendScope.FromToken(scope), Now.AddMilliseconds(i)));
    }

    /// <summary>An open service with one form and its verified sender.</summary>
    public static async Task<SmailRun> OpenAsync()
    {
        var run = new SmailRun();
        await run.Store.Control.EnsureAsync(CancellationToken.None);
        await run.Store.Senders.PutAsync(new Sender("forms@example.com", SenderStatus.Verified, run.Now.AddDays(-1), "ben"), CancellationToken.None);
        await run.Store.Forms.TryApplyAsync([Testing.Samples.SampleMail.Form()], CancellationToken.None);
        return run;
    }

    /// <summary>Puts a message in, as it is after a step.</summary>
    public async Task<Message> AddAsync(Func<Message, Message>? step = null)
    {
        var message = Testing.Samples.SampleMail.Message(Now) with { Recipients = 1 };
        message = step?.Invoke(message) ?? message;
        await Messages.TryAddAsync(message, Testing.Samples.SampleMail.Draft(), Now.AddDays(90), CancellationToken.None);
        return message;
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(Time)
        .AddCore(SendTimings.Local)
        .AddMemoryStores(Store)
        .BuildServiceProvider();
}
