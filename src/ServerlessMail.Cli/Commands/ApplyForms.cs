using System.Collections.Immutable;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail forms apply</c>: check, show, ask, apply.</summary>
internal sealed class ApplyForms(Session session)
{
    private const string StandardInput = "-";

    public async Task<ExitCode> RunAsync(string path, bool yes, bool dryRun, CancellationToken ct)
    {
        byte[] bytes;
        try
        {
            bytes = await ReadAsync(path, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return session.Fail(ExitCode.BadFile, $"{path} cannot be read: {fault.Message}", "'smail forms init' writes a file to start from.");
        }

        var name = path == StandardInput ? "<stdin>" : path;
        var file = FormsFile.Read(bytes);
        if (!file.Faults.IsEmpty)
            return session.FailFile(name, file.Faults);

        var changes = await ChangesAsync(file.Forms, ct);
        var warnings = await SenderWarning.OfAsync(name, file.Forms, session.Get<ISenderStore>(), ct);
        if (!session.Json)
            Show(changes, warnings);
        var changed = changes.Where(change => change.IsChange).ToImmutableArray();
        if (changed.IsEmpty || dryRun)
            return Told(changed, warnings, applied: false, dryRun);
        if (!yes && await AskAsync(changed.Length, ct) is not ExitCode.Ok and var refusal)
            return refusal;
        await session.RecordAsync(ActNames.ApplyForms, string.Join(' ', changed.Select(change => change.After.Name)), null, ct);
        return await session.Get<IFormStore>().TryApplyAsync([.. changed.Select(change => change.After with { AppliedBy = session.Who, AppliedAt = session.Now })], ct)
            ? Told(changed, warnings, applied: true, dryRun: false)
            : session.Fail(ExitCode.Failed, "Somebody else changed one of these forms meanwhile.", "Nothing was changed. Run it again to see the difference to what is there now.");
    }

    /// <summary>The file's bytes. One more than it may have is enough to refuse it; a pipe has no length to ask for.</summary>
    private async Task<byte[]> ReadAsync(string path, CancellationToken ct)
    {
        await using var file = path == StandardInput ? session.OpenInput() : File.OpenRead(path);
        var bytes = new byte[FormsFile.MaxBytes + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return bytes[..length];
    }

    private async Task<ImmutableArray<FormChange>> ChangesAsync(ImmutableArray<DefinedForm> defined, CancellationToken ct)
    {
        var known = (await session.Get<IFormStore>().ListAsync(ct)).ToDictionary(form => form.Name);
        return [.. defined.Select(form => FormChange.Of(known.GetValueOrDefault(form.Form.Name), form.Form))];
    }

    private void Show(ImmutableArray<FormChange> changes, ImmutableArray<SenderWarning> warnings)
    {
        FormsDiff.Write(session.Terminal, changes);
        foreach (var warning in warnings)
            session.Terminal.Warn(warning.ToString());
    }

    private async Task<ExitCode> AskAsync(int count, CancellationToken ct)
    {
        if (!session.CanAsk)
            return session.Fail(ExitCode.Usage, "Nobody is there to be asked.", "Nothing was changed. --yes applies without asking, --dry-run only shows.");
        if (await session.Terminal.AskAsync(count == 1 ? "Apply this change?" : $"Apply these {count} changes?", ct))
            return ExitCode.Ok;
        session.Terminal.Line("Nothing was changed.");
        return ExitCode.Failed;
    }

    private ExitCode Told(ImmutableArray<FormChange> changed, ImmutableArray<SenderWarning> warnings, bool applied, bool dryRun) => session.Tell(
        AppliedJson.Of(changed, warnings, applied),
        AnswerJson.Default.AppliedJson,
        terminal => terminal.Line(changed.IsEmpty
            ? "Nothing to change."
            : dryRun ? "Nothing was changed: this was a dry run." : changed.Length == 1 ? "Applied." : $"Applied {changed.Length} changes."));
}
