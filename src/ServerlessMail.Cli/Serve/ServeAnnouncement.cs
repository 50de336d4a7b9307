using System.Text.Json;
using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Serve;

/// <summary>What the local service says once it can be used.</summary>
internal static class ServeAnnouncement
{
    public static void Write(Terminal terminal, bool json, Served served)
    {
        if (json)
        {
            terminal.Line(JsonSerializer.Serialize(served, ServeJson.Default.Served));
            terminal.Output.Flush();
            return;
        }

        terminal.Line("ServerlessMail is ready.");
        terminal.Line();
        terminal.Line("  Try it     ", ($"{served.Url}/", Tone.Strong));
        terminal.Line("  Inbox      ", (served.Inbox, Tone.Strong));
        terminal.Line("  Post to    ", $"{served.Url}/f/demo");
        terminal.Line("  Data       ", served.Data);
        if (served.Sandbox)
            terminal.Line("  Sandbox    ", ("the simulated SES account sends to verified recipients only; --sandbox false takes it out", Tone.Warning));
        if (served.Functions is { } functions)
        {
            terminal.Line("  Functions  ", $"{functions.Program}: api, sender, feedback, sweeper");
            terminal.Line("  Table      ", functions.Table);
            terminal.Line("  Queues     ", functions.Queues);
            terminal.Line("  Operate it ", $"set -a; . {functions.Environment}; set +a; smail status");
        }

        terminal.Line();
        terminal.Line(("Ctrl+C stops it. No mail leaves this machine.", Tone.Faint));
        terminal.Output.Flush();
    }
}
