using System.Text.Json;
using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Serve;

/// <summary>What the local service says once it can be used.</summary>
internal static class ServeAnnouncement
{
    public static void Write(Terminal terminal, bool json, string url, string dataDirectory)
    {
        if (json)
        {
            terminal.Line(JsonSerializer.Serialize(new Served(url, $"{url}/inbox", dataDirectory), ServeJson.Default.Served));
            terminal.Output.Flush();
            return;
        }

        terminal.Line("ServerlessMail is ready.");
        terminal.Line();
        terminal.Line("  Try it     ", ($"{url}/", Tone.Strong));
        terminal.Line("  Inbox      ", ($"{url}/inbox", Tone.Strong));
        terminal.Line("  Post to    ", $"{url}/f/demo");
        terminal.Line("  Data       ", dataDirectory);
        terminal.Line();
        terminal.Line(("Ctrl+C stops it. No mail leaves this machine.", Tone.Faint));
        terminal.Output.Flush();
    }
}
