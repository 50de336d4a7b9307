using System.Text.Json;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Audit;

/// <summary>
/// Checks that trails are as they were sealed: each message's of some days, these days' roots, and the whole operators' trail. Changes nothing.
/// Thread-safe. docs/audit.md says what it finds and what it cannot find.
/// </summary>
public sealed class VerifyAudit(IMessageStore messages, IOperatorTrail operators, TrailKey key, TimeProvider time)
{
    /// <summary>Checks all days from one to another, both included.</summary>
    /// <param name="from">The first day, UTC.</param>
    /// <param name="to">The last day, UTC.</param>
    /// <param name="found">Is told of every fault as it is found.</param>
    /// <param name="looked">Is told after each day how many were looked at, and how many messages.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<AuditReport> RunAsync(DateOnly from, DateOnly to, Action<AuditFault> found, Action<int, long> looked, CancellationToken ct)
    {
        var faults = 0L;
        var secret = await key.ReadAsync(ct);
        var acts = await new VerifyActs(operators, secret, time, Tell).RunAsync(ct);
        var roots = acts.Select(DayRoot.Of).OfType<DayRoot>().ToLookup(root => root.Day);
        var report = new AuditReport(0, 0, 0, acts.Count, 0);
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var (count, hasRoot) = await RunAsync(secret, day, [.. roots[day]], Tell, ct);
            report = report with { Days = report.Days + (count > 0 ? 1 : 0), Messages = report.Messages + count, Roots = report.Roots + (hasRoot ? 1 : 0) };
            looked(day.DayNumber - from.DayNumber + 1, report.Messages);
        }

        return report with { Faults = faults };

        void Tell(AuditFault fault)
        {
            faults++;
            found(fault);
        }
    }

    private async Task<(long Count, bool HasRoot)> RunAsync(byte[] secret, DateOnly day, IReadOnlyList<DayRoot> roots, Action<AuditFault> found, CancellationToken ct)
    {
        var chain = new TrailChain(secret);
        var sum = new DayRootSum(secret, day);
        try
        {
            await foreach (var message in DayPages.ReadAsync(messages, day, ct))
            {
                if (chain.Check(message) is { } fault)
                    found(new AuditFault.Trail(message.Id, fault));
                sum.Add(message);
            }
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            found(new AuditFault.Unreadable(day, fault.Message));
            return (sum.Root.Messages, false);
        }

        // Of a day that has begun to expire nobody can tell what is missing.
        var isComparable = DayRoot.EndOf(day).AddDays(-1) > time.GetUtcNow() - Retention.Trail;
        if (!isComparable || roots.Count == 0)
            return (sum.Root.Messages, false);
        foreach (var root in roots.Where(root => root != sum.Root))
            found(new AuditFault.Root(day, root.Messages, sum.Root.Messages));
        return (sum.Root.Messages, true);
    }
}
