using System.Globalization;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Commands;

/// <summary>What <c>smail resume</c> tells: people first what it did and then how it ended, programs both at the end.</summary>
internal sealed class ResumeText(Session session, SendScope scope, HeldMail held)
{
    private const string HowMuchIsLeft = "'smail status' tells how much is left.";

    private string Of => scope == SendScope.All ? "" : $" of {scope}";

    public static string StoppedAgain(SendScope scope, ControlState by) =>
        $"{(by.Paused ? "Paused" : $"{scope} was stopped")} again meanwhile by {by.ChangedBy}: {by.Reason}";

    /// <summary>Tells people what was done, and what keeps mail all the same.</summary>
    /// <param name="isNew">False where it was not stopped before.</param>
    /// <param name="now">How it stands.</param>
    /// <param name="count">How much of it is held.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task BeginAsync(bool isNew, ControlState now, int count, CancellationToken ct)
    {
        if (session.Json)
            return;
        var terminal = session.Terminal;
        var leaves = count switch
        {
            0 => "Nothing is held.",
            1 => "1 held message leaves now.",
            _ => $"{HeldMail.Text(count)} held messages leave now, each once, as fast as the lanes allow.",
        };
        if (scope == SendScope.All)
            terminal.Line(("Open. ", Tone.Good), leaves);
        else if (now.Paused)
            terminal.Line(($"{scope} is let go, but nothing leaves yet", Tone.Warning), ": everything is paused. 'smail resume' without --scope opens it.");
        else
            terminal.Line(isNew ? ($"{scope} is let go. ", Tone.Good) : ($"{scope} was not stopped any more. ", Tone.Warning), leaves);
        if (!now.Stops.IsEmpty)
            await StopsAsync(terminal, now, ct);
    }

    /// <summary>Tells how it ended.</summary>
    /// <param name="now">How it stood when it was resumed.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="isAsked">True where somebody asked for the wait: then any end but the drain's is a failure.</param>
    /// <param name="ct">Ends the wait; it may be over already.</param>
    public async Task<ExitCode> EndAsync(ControlState now, DrainEnd end, bool isAsked, CancellationToken ct)
    {
        var left = HeldMail.Text(end.Left);
        switch (end)
        {
            case DrainEnd.NotWatched:
                return Tell(now, end, await held.BacklogAsync(ct), end.Left > 0 ? [HowMuchIsLeft] : []);
            case DrainEnd.Closed:
                Tell(now, end, await held.BacklogAsync(ct), []);
                return isAsked && end.Left > 0
                    ? session.Fail(ExitCode.NotDrained, $"{left}{Of} still held, since everything is paused.", "'smail resume' without --scope opens it.")
                    : ExitCode.Ok;
            case DrainEnd.Drained:
                var backlog = await held.BacklogAsync(ct);
                return Tell(now, end, backlog, [
                    $"Nothing{Of} is held any more: all of it is on its way.",
                    .. backlog > 0 ? (string[])[$"{HeldMail.Text(backlog)} in the lanes' backlog leave as fast as the lanes allow."] : []]);
            case DrainEnd.Interrupted:
                Tell(now, end, null, [$"It stays resumed: {left} still held, which go on leaving. {HowMuchIsLeft}"]);
                return isAsked ? ExitCode.Interrupted : ExitCode.Ok;
            case DrainEnd.StoppedAgain { By: var by }:
                Tell(by, end, null, []);
                return session.Fail(
                    ExitCode.Failed,
                    by.Fault is { } fault ? $"Nothing leaves any more: {fault}" : StoppedAgain(scope, by),
                    $"{left}{Of} still held. 'smail status' tells how it stands.");
            case DrainEnd.Stalled stalled:
                Tell(now, end, null, []);
                return session.Fail(ExitCode.NotDrained, $"{left}{Of} still held, and nothing has moved for {Seconds(stalled.For)}: {stalled.Why}", stalled.Advice, "It stays resumed.");
            case DrainEnd.TimedOut timedOut:
                Tell(now, end, null, []);
                return session.Fail(ExitCode.NotDrained, $"{left}{Of} still held after {Seconds(timedOut.After)}.", $"It stays resumed. {HowMuchIsLeft}");
            default:
                throw new NotSupportedException($"{end.GetType().Name} has no words.");
        }
    }

    private async Task StopsAsync(Terminal terminal, ControlState now, CancellationToken ct)
    {
        var stops = new List<string>();
        foreach (var stop in now.Stops.Select(SendScope.FromToken))
            stops.Add($"{stop} ({HeldMail.Text(await new HeldMail(session.Get<IMessageStore>(), [stop]).CountAsync(ct))} held)");
        terminal.Line(("Still stopped: ", Tone.Warning), $"{string.Join(", ", stops)}.");
        var first = ScopeWords.Resume(SendScope.FromToken(now.Stops[0]));
        terminal.Line(now.Stops.Count == 1 ? $"'{first}' lets it go." : $"'{first}' lets the first go, and so on.");
    }

    private ExitCode Tell(ControlState state, DrainEnd end, int? backlog, IReadOnlyList<string> words) => session.Tell(
        new ResumedJson(ControlJson.Of(state, session.Now), scope, end.Left, backlog),
        AnswerJson.Default.ResumedJson,
        terminal =>
        {
            foreach (var line in words)
                terminal.Line(line);
        });

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s");
}
