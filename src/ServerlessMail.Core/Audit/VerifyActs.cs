using System.Text.Json;

namespace ServerlessMail.Core.Audit;

/// <summary>Checks the whole operators' trail, from its last act back to its first.</summary>
internal sealed class VerifyActs(IOperatorTrail operators, byte[] key, TimeProvider time, Action<AuditFault> found)
{
    /// <summary>How many months without any act end the search for the first one.</summary>
    private const int MaxSilence = 14;

    private readonly ActChain _chain = new(key);

    /// <summary>All acts, in order, the broken ones too.</summary>
    public async Task<IReadOnlyList<OperatorAct>> RunAsync(CancellationToken ct)
    {
        // The last one first: whatever is appended meanwhile is beyond it, and no fault.
        var last = await operators.LastAsync(ct);
        var acts = await GatherAsync(last?.Month ?? OperatorAct.MonthOf(time.GetUtcNow()), ct);
        Check(acts);
        await CheckEndAsync(last, acts.Count == 0 ? null : acts[^1], ct);
        return acts;
    }

    private async Task<List<OperatorAct>> GatherAsync(DateOnly month, CancellationToken ct)
    {
        var months = new Stack<IReadOnlyList<OperatorAct>>();
        var silent = 0;
        for (; silent < MaxSilence && (months.Count == 0 || months.Peek()[0].Seq > 1); month = month.AddMonths(-1))
        {
            var acts = await ReadAsync(month, ct);
            silent = acts.Count == 0 ? silent + 1 : 0;
            if (acts.Count > 0)
                months.Push(acts);
        }

        return [.. months.SelectMany(acts => acts)];
    }

    private async Task<IReadOnlyList<OperatorAct>> ReadAsync(DateOnly month, CancellationToken ct)
    {
        try
        {
            return await operators.ReadAsync(month, ct);
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            found(new AuditFault.ActsUnreadable(month, fault.Message));
            return [];
        }
    }

    private void Check(List<OperatorAct> acts)
    {
        var expected = 1L;
        Digest? before = null;
        foreach (var act in acts)
        {
            if (act.Seq > expected)
                found(new AuditFault.ActsMissing(expected, act.Seq - 1));
            else if (act.Seq < expected || !_chain.Holds(before, act))
                found(new AuditFault.ActChanged(act.Seq));
            (expected, before) = (act.Seq + 1, act.Chain);
        }
    }

    private async Task CheckEndAsync(OperatorAct? last, OperatorAct? end, CancellationToken ct)
    {
        // Others may have appended while this one read; then the last one is by now at least as far.
        if (end is not null && end.Seq > (last?.Seq ?? 0) && (last = await operators.LastAsync(ct))?.Seq > end.Seq)
            return;
        if (last == end)
            return;
        if (last?.Seq == end?.Seq)
            found(new AuditFault.ActChanged(end?.Seq ?? 0));
        else
            found(new AuditFault.ActsCutOff(last?.Seq ?? 0, end?.Seq ?? 0));
    }
}
