using ServerlessMail.Cli;
using ServerlessMail.Cli.Output;

return await Smail.RunAsync(args, new Surroundings
{
    Terminal = Terminal.OfProcess(colors: !args.Contains("--no-color")),
    Variable = Environment.GetEnvironmentVariable,
    User = Environment.UserName,
    Time = TimeProvider.System,
}, CancellationToken.None);
