using System.Collections.Immutable;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail forms apply</c>: check, show, ask, apply.</summary>
internal sealed class ApplyForms(Session session)
{
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

        var file = FormsFile.Read(bytes);
        if (!file.Faults.IsEmpty)
            return TellFaults(path, file.Faults);

        var changes = await ChangesAsync(file.Forms, ct);
        if (!session.Json)
            FormsDiff.Write(session.Terminal, changes);
        await WarnAsync(path, file.Forms, ct);
        var changed = changes.Where(change => change.IsChange).ToImmutableArray();
        if (changed.IsEmpty || dryRun)
            return Told(changed, applied: false, dryRun);
        if (!yes && !Ask(changed.Length, out var refusal))
            return refusal;
        return await session.Get<IFormStore>().TryApplyAsync([.. changed.Select(change => change.After)], ct)
            ? Told(changed, applied: true, dryRun: false)
            : session.Fail(ExitCode.Failed, "Somebody else changed one of these forms meanwhile.", "Nothing was changed. Run it again to see the difference to what is there now.");
    }

    private async Task<byte[]> ReadAsync(string path, CancellationToken ct)
    {
        if (path == "-")
            return System.Text.Encoding.UTF8.GetBytes(await session.Terminal.Input.ReadToEndAsync(ct));
        await using var file = File.OpenRead(path);
        // One byte more than a file may have is enough to refuse it. A pipe has no length, so it is read until it ends.
        var bytes = new byte[FormsFile.MaxBytes + 1];
        return bytes[..await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct)];
    }

    private ExitCode TellFaults(string path, ImmutableArray<FileFault> faults)
    {
        string[] lines = [.. faults.Select(fault => $"{path}:{fault.Line}:{fault.Column}: {fault.Message}")];
        var what = faults.Length == 1 ? "The file has a fault; nothing was changed." : $"The file has {faults.Length} faults; nothing was changed.";
        return session.Fail(ExitCode.BadFile, what, lines);
    }

    private async Task<ImmutableArray<FormChange>> ChangesAsync(ImmutableArray<DefinedForm> defined, CancellationToken ct)
    {
        var known = (await session.Get<IFormStore>().ListAsync(ct)).ToDictionary(form => form.Name);
        return [.. defined.Select(form => FormChange.Of(known.GetValueOrDefault(form.Form.Name), form.Form))];
    }

    /// <summary>A form whose sender is not verified answers that it is not active: better told now.</summary>
    private async Task WarnAsync(string path, ImmutableArray<DefinedForm> defined, CancellationToken ct)
    {
        foreach (var (form, at) in defined)
        {
            var from = form.From.Address;
            var what = (await session.Get<ISenderStore>().FindAsync(from, ct))?.Status switch
            {
                SenderStatus.Verified => null,
                null => $"{from} is not on the allowlist",
                SenderStatus.Pending or SenderStatus.Failed => $"{from} is on the allowlist but not verified",
            };
            if (what is not null)
                session.Terminal.Warn($"{path}:{at.Line}:{at.Column}: {what}: form {form.Name} refuses all posts until 'smail senders add {from}'.");
        }
    }

    private bool Ask(int count, out ExitCode refusal)
    {
        refusal = ExitCode.Ok;
        if (!session.CanAsk)
        {
            refusal = session.Fail(ExitCode.Usage, "Nobody is there to be asked.", "Nothing was changed. --yes applies without asking, --dry-run only shows.");
            return false;
        }

        session.Terminal.Output.Write(count == 1 ? "Apply this change? [y/N] " : $"Apply these {count} changes? [y/N] ");
        if (session.Terminal.Input.ReadLine()?.Trim() is "y" or "Y" or "yes")
            return true;
        session.Terminal.Line("Nothing was changed.");
        refusal = ExitCode.Failed;
        return false;
    }

    private ExitCode Told(ImmutableArray<FormChange> changed, bool applied, bool dryRun) => session.Tell(
        new AppliedJson(applied, [.. changed.Select(change => new ChangedJson(change.After.Name.Value, applied ? change.After.Version + 1 : change.After.Version))]),
        AnswerJson.Default.AppliedJson,
        terminal => terminal.Line(changed.IsEmpty
            ? "Nothing to change."
            : dryRun ? "Nothing was changed: this was a dry run." : changed.Length == 1 ? "Applied." : $"Applied {changed.Length} changes."));
}

/// <summary>What <c>forms apply</c> changed, or would change.</summary>
internal sealed record AppliedJson(bool Applied, IReadOnlyList<ChangedJson> Changes);

internal sealed record ChangedJson(string Form, int Version);
