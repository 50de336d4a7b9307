using System.CommandLine;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail forms</c>: forms as code.</summary>
internal static class FormsCommands
{
    private const string DefaultFile = "forms.yaml";

    public static SmailCommand Create(Invocation invocation) => new("forms", "Forms as code: write a file, apply it")
    {
        Init(invocation),
        Apply(invocation),
        List(invocation),
        Show(invocation),
        Schema(invocation),
    };

    private static SmailCommand Init(Invocation invocation)
    {
        var file = new Argument<string>("FILE") { Description = $"Where to; {DefaultFile} if left out", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => DefaultFile };
        var command = new SmailCommand("init", "Write a commented file to start from") { Examples = ["smail forms init", "smail forms init site/forms.yaml"] };
        command.Add(file);
        command.SetAction((parsed, ct) => invocation.RunAloneAsync(parsed, (session, token) => InitAsync(session, parsed.GetRequiredValue(file), token), ct));
        return command;
    }

    private static SmailCommand Apply(Invocation invocation)
    {
        var file = new Argument<string>("FILE") { Description = "The file; - reads standard input" };
        var yes = new Option<bool>("--yes") { Description = "Apply without being asked" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would change" };
        var command = new SmailCommand("apply", "Check a file, show what it changes, and apply all of it or nothing; forms that it does not name stay")
        {
            Examples = ["smail forms apply forms.yaml", "smail forms apply forms.yaml --yes --target aws", "smail forms show contact | smail forms apply - --dry-run"],
        };
        command.Add(file);
        command.Add(yes);
        command.Add(dryRun);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => new ApplyForms(session).RunAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(yes), parsed.GetValue(dryRun), token), ct));
        return command;
    }

    private static SmailCommand List(Invocation invocation)
    {
        var command = new SmailCommand("list", "Show all forms") { Examples = ["smail forms list", "smail forms list --json"] };
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, ListAsync, ct));
        return command;
    }

    private static SmailCommand Show(Invocation invocation)
    {
        var name = new Argument<string>("NAME") { Description = "A form's name" };
        var command = new SmailCommand("show", "Show a form as a file that defines it") { Examples = ["smail forms show contact", "smail forms show contact > contact.yaml"] };
        command.Add(name);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => ShowAsync(session, parsed.GetRequiredValue(name), token), ct));
        return command;
    }

    private static SmailCommand Schema(Invocation invocation)
    {
        var command = new SmailCommand("schema", "Print the JSON schema of a forms file, for editors") { Examples = ["smail forms schema > forms.schema.json"] };
        command.SetAction((parsed, ct) => invocation.RunAloneAsync(parsed, SchemaAsync, ct));
        return command;
    }

    private static async Task<ExitCode> SchemaAsync(Session session, CancellationToken ct)
    {
        using var text = new StreamReader(Embedded("forms.schema.json"));
        session.Terminal.Text(await text.ReadToEndAsync(ct));
        return ExitCode.Ok;
    }

    private static Stream Embedded(string name) => typeof(FormsCommands).Assembly.GetManifestResourceStream($"ServerlessMail.Cli.Forms.{name}")
        ?? throw new InvalidOperationException($"{name} is not embedded.");

    private static async Task<ExitCode> InitAsync(Session session, string path, CancellationToken ct)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await using var text = Embedded("starter.yaml");
            await text.CopyToAsync(file, ct);
        }
        catch (IOException) when (Path.Exists(path))
        {
            return session.Fail(ExitCode.Failed, $"{path} is there already.", "Nothing was written. Name another file, or edit that one.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return session.Fail(ExitCode.Failed, $"{path} cannot be written: {fault.Message}", "Name a file in a directory that is there and is yours.");
        }

        return session.Tell(new FileWrittenJson(path), AnswerJson.Default.FileWrittenJson, terminal =>
            terminal.Line($"{path} is written: edit it, then 'smail forms apply {path}'."));
    }

    private static async Task<ExitCode> ListAsync(Session session, CancellationToken ct)
    {
        var forms = await session.Get<IFormStore>().ListAsync(ct);
        return session.Tell([.. forms.Select(FormJson.Of)], AnswerJson.Default.IReadOnlyListFormJson, terminal =>
        {
            var table = new Table("FORM", "VERSION", "APPLIED", "BY", "TO", "FROM");
            foreach (var form in forms)
                table.Add(form.Name.Value, $"{form.Version}", form.AppliedAt is { } at ? Ago.Moment(at) : "", form.AppliedBy ?? "", string.Join(", ", form.To), form.From.ToString());
            if (table.IsEmpty)
                terminal.Line("There are no forms. 'smail forms init' writes a file to start from.");
            else
                table.Write(terminal);
        });
    }

    private static async Task<ExitCode> ShowAsync(Session session, string text, CancellationToken ct)
    {
        if (!FormName.TryParse(text, out var name))
            return session.Fail(ExitCode.Usage, $"'{text}' is not a form name.", $"Names have 1 to {FormName.MaxLength} of a-z, 0-9, - and _.");
        var forms = session.Get<IFormStore>();
        if (await forms.FindAsync(name, ct) is not { } form)
        {
            var nearest = Nearest.Of(text, (await forms.ListAsync(ct)).Select(known => known.Name.Value));
            return session.Fail(ExitCode.Failed, $"There is no form {name}.", nearest is null ? "'smail forms list' shows all." : $"Did you mean {nearest}?");
        }

        // As it is: this is what a file takes back.
        return session.Tell(FormJson.Of(form), AnswerJson.Default.FormJson, terminal => terminal.Text(FormText.Heading(form) + FormText.File(form)));
    }
}

internal sealed record FileWrittenJson(string Written);

/// <summary>A form, its version, and who applied it; <c>keys</c> are those of a forms file, each value as YAML on one line.</summary>
internal sealed record FormJson(string Name, int Version, string? AppliedBy, DateTimeOffset? AppliedAt, IReadOnlyDictionary<string, string> Keys)
{
    public static FormJson Of(Form form) => new(form.Name.Value, form.Version, form.AppliedBy, form.AppliedAt, FormText.Keys(form).ToDictionary(key => key.Key, key => key.Value, StringComparer.Ordinal));
}
