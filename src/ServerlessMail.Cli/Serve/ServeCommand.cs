using System.CommandLine;
using ServerlessMail.Cli.Commands;

namespace ServerlessMail.Cli.Serve;

/// <summary><c>smail serve</c>: the whole product on this machine.</summary>
internal static class ServeCommand
{
    public static SmailCommand Create(Invocation invocation)
    {
        var port = NumberOption.Create("--port", "Port on 127.0.0.1; 0 takes a free one", "PORT", 0, 65535, ServeOptions.DefaultPort);
        var verify = new Option<string>("--verify")
        {
            Description = "How new senders become verified: auto (at once) or manual (as with SES)",
            HelpName = "auto|manual",
            DefaultValueFactory = _ => "auto",
        };
        verify.AcceptOnlyFromAmong("auto", "manual");

        var command = new SmailCommand("serve", "Run the whole service on this machine: forms, queue, a simulated SES and an inbox")
        {
            Examples = ["smail serve", "smail serve --port 8080 --data /tmp/mail", "smail serve --verify manual"],
        };
        command.Add(port);
        command.Add(verify);
        command.SetAction((parsed, ct) => invocation.ServeAsync(parsed, data => new ServeOptions
        {
            Port = parsed.GetValue(port),
            DataDirectory = data,
            VerifyManually = parsed.GetValue(verify) == "manual",
        }, ct));
        return command;
    }
}
