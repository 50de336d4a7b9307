using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Audit;

/// <summary>
/// Writes the root of a day that is over into the operators' trail. Safe to run twice, also at once: the root of a day is the same whoever makes
/// it and whenever. Reads each message of the day once. Thread-safe.
/// </summary>
public sealed class SealDay(IMessageStore messages, IOperatorTrail operators, RecordAct record, TrailKey key, TimeProvider time)
{
    /// <summary>Who seals, as the operators' trail names it.</summary>
    public const string Who = "smail";

    /// <summary>How long after its end a day is left alone: whatever was written late, and every index, is there by then.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>How many months without any act are taken for the beginning of the trail.</summary>
    private const int MaxSilence = 14;

    /// <summary>Seals one day, if that was not done yet.</summary>
    /// <returns>True if it is sealed now; false if it is not over for <see cref="Grace"/> yet.</returns>
    public async Task<bool> RunAsync(DateOnly day, CancellationToken ct)
    {
        if (!IsOver(day))
            return false;
        if (await IsSealedAsync(day, ct))
            return true;
        var sum = new DayRootSum(await key.ReadAsync(ct), day);
        await foreach (var message in DayPages.ReadAsync(messages, day, ct))
            sum.Add(message);
        await record.RunAsync(Who, ActNames.SealDay, DayRoot.SubjectOf(day), sum.Root.ToReason(), ct);
        return true;
    }

    /// <summary>Seals what is due: the days after the last one that was sealed, oldest first; yesterday alone where none ever was.</summary>
    /// <param name="limit">How many days at most.</param>
    /// <param name="ct">Ends the work between two pages; the next run goes on with the same day.</param>
    /// <returns>How many days were sealed.</returns>
    public async Task<int> RunDueAsync(int limit, CancellationToken ct)
    {
        var latest = DateOnly.FromDateTime((time.GetUtcNow() - Grace).UtcDateTime).AddDays(-1);
        var day = (await LastSealedAsync(ct))?.AddDays(1) ?? latest;
        var sealedDays = 0;
        for (; day <= latest && sealedDays < limit; day = day.AddDays(1), sealedDays++)
            await RunAsync(day, ct);
        return sealedDays;
    }

    private bool IsOver(DateOnly day) => time.GetUtcNow() >= DayRoot.EndOf(day) + Grace;

    private async Task<bool> IsSealedAsync(DateOnly day, CancellationToken ct)
    {
        var last = (await operators.LastAsync(ct))?.Month;
        for (var month = new DateOnly(day.Year, day.Month, 1); month <= last; month = month.AddMonths(1))
        {
            if ((await operators.ReadAsync(month, ct)).Any(act => DayRoot.Of(act)?.Day == day))
                return true;
        }

        return false;
    }

    private async Task<DateOnly?> LastSealedAsync(CancellationToken ct)
    {
        if ((await operators.LastAsync(ct))?.Month is not { } month)
            return null;
        for (var silent = 0; silent < MaxSilence; silent++, month = month.AddMonths(-1))
        {
            var roots = (await operators.ReadAsync(month, ct)).Select(DayRoot.Of).OfType<DayRoot>().ToList();
            if (roots.Count > 0)
                return roots.Max(root => root.Day);
        }

        return null;
    }
}
