using Microsoft.Extensions.Logging;
using ServerlessMail.Lambda.Logging;

namespace ServerlessMail.Lambda;

/// <summary>Tells why the function cannot run: in its log, and to Lambda, which shows it to whoever invokes the function.</summary>
internal static partial class StartFailure
{
    private const int ExitCode = 1;

    public static async Task<int> TellAsync(Exception fault, Stream output, TimeProvider time)
    {
        var log = new JsonLog(new LineOutput(output), new InvocationScope(), null, LogLevel.Information, time);
        var logger = log.CreateLogger(nameof(ServerlessMail));
        var why = fault.Message;
        NotRunning(logger, why, fault);
        try
        {
            using var bootstrap = LambdaBootstrapBuilder.Create((_, _) => Task.CompletedTask).UseBootstrapHandler(() => Task.FromException<bool>(fault)).Build();
            await bootstrap.RunAsync();
        }
        catch (Exception told) when (told == fault)
        {
            // Lambda knows it now.
        }
        catch (Exception deaf)
        {
            why = deaf.Message;
            NotTold(logger, why);
        }

        return ExitCode;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The function cannot run. {Why}")]
    private static partial void NotRunning(ILogger logger, string why, Exception fault);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Lambda could not be told. {Why}")]
    private static partial void NotTold(ILogger logger, string why);
}
