using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Worker;

// What the functions are on AWS, as a process that can be killed: one role, over the table and the queues that the environment names.
// It writes a line once it works, and ends when its input does, so that it outlives nobody who started it.
Func<CancellationToken, Task>? role = args switch
{
    ["intake"] => IntakeRole.RunAsync,
    ["sender"] => ct => RunAsync<SenderRole>(worker => worker.RunAsync(ct)),
    ["feedback"] => ct => RunAsync<FeedbackRole>(worker => worker.RunAsync(ct)),
    ["sweeper"] => ct => RunAsync<SweeperRole>(worker => worker.RunAsync(ct)),
    _ => null,
};
if (role is null)
{
    await Console.Error.WriteLineAsync("Name one role: intake, sender, feedback or sweeper.");
    return 2;
}

using var stop = new CancellationTokenSource();
var works = role(stop.Token);
await Task.WhenAny(works, Task.Run(Console.In.ReadToEnd));
await stop.CancelAsync();
await works;
return 0;

static async Task RunAsync<T>(Func<T, Task> run)
    where T : class
{
    await using var services = new ServiceCollection().AddSingleton<T>().AddService().BuildServiceProvider();
    var worker = services.GetRequiredService<T>();
    Console.WriteLine("ready");
    await run(worker);
}
