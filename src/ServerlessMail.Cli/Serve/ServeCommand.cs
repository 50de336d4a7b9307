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
            Description = "How new senders become verified: auto (at once) or manual (as with SES). Without it, as it is; at first, auto",
            HelpName = "auto|manual",
        };
        verify.AcceptOnlyFromAmong("auto", "manual");
        var sandbox = new Option<bool?>("--sandbox")
        {
            Description = "Put the simulated SES account into the sandbox: verified recipients only, 1 a second, 200 a day; --sandbox false takes it out",
            HelpName = "true|false",
            Arity = ArgumentArity.ZeroOrOne,
        };

        var functions = new Option<string>("--functions")
        {
            Description = "Let the published Lambda program in this directory do the work, as on AWS: HTTP in front, queues and table on emulators",
            HelpName = "DIR",
        }.NotBlank("--functions must name a directory.");

        var command = new SmailCommand("serve", "Run the whole service on this machine: forms, queue, a simulated SES and an inbox")
        {
            Examples = ["smail serve", "smail serve --port 8080 --data /tmp/mail", "smail serve --verify manual", "smail serve --sandbox", "smail serve --functions out/lambda"],
        };
        command.Add(port);
        command.Add(verify);
        command.Add(sandbox);
        command.Add(functions);
        command.SetAction((parsed, ct) => invocation.ServeAsync(parsed, data => new ServeOptions
        {
            Port = parsed.GetValue(port),
            DataDirectory = data,
            VerifyAtOnce = parsed.GetValue(verify) switch { "auto" => true, "manual" => false, _ => null },
            Sandbox = parsed.GetValue(sandbox),
            Functions = parsed.GetValue(functions) is { } directory ? Path.GetFullPath(directory) : null,
        }, ct));
        return command;
    }
}
