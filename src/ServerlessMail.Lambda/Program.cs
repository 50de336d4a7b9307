using ServerlessMail.Lambda;
using ServerlessMail.Lambda.Api;
using ServerlessMail.Lambda.Feedback;
using ServerlessMail.Lambda.Sender;
using ServerlessMail.Lambda.Settings;
using ServerlessMail.Lambda.Sweeper;

// One program, four functions: SMAIL_FUNCTION says which one this process is.
await using var output = Console.OpenStandardOutput();
try
{
    var host = new FunctionHost(FunctionSettings.Read(Environment.GetEnvironmentVariable), output, TimeProvider.System);
    await (host.Settings.Function switch
    {
        FunctionKind.Api => ApiHost.RunAsync(host, CancellationToken.None),
        FunctionKind.Sender => EventHost.RunAsync<SenderFunction>(host, sender => sender.HandleAsync),
        FunctionKind.Feedback => EventHost.RunAsync<FeedbackFunction>(host, feedback => feedback.HandleAsync),
        FunctionKind.Sweeper => EventHost.RunAsync<SweeperFunction>(host, sweeper => sweeper.HandleAsync),
    });
    return 0;
}
catch (Exception fault)
{
    return await StartFailure.TellAsync(fault, output, TimeProvider.System);
}
