namespace ServerlessMail.Core.Refusals;

/// <summary>What was refused and why, counted by hour. Thread-safe.</summary>
public interface IRefusalStore
{
    /// <summary>The scope of refusals that no form can be named for.</summary>
    const string Nobody = "-";

    /// <summary>Counts one refusal, keeping at most <see cref="RefusalCount.MaxSamples"/> samples an hour and reason.</summary>
    /// <param name="scope">A form's name, or <see cref="Nobody"/>.</param>
    /// <param name="reason">A reason code.</param>
    /// <param name="at">When.</param>
    /// <param name="sample">A keyed digest of the client.</param>
    /// <param name="ct">Ends the wait.</param>
    Task RecordAsync(string scope, string reason, DateTimeOffset at, string sample, CancellationToken ct);

    /// <summary>The refusals of a scope since an hour, oldest first.</summary>
    Task<IReadOnlyList<RefusalCount>> ReadAsync(string scope, DateTimeOffset since, CancellationToken ct);
}
