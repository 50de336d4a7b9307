namespace ServerlessMail.Core.Sweeping;

/// <summary>What one sweep did, in messages.</summary>
/// <param name="Released">Held mail that went back to its queue.</param>
/// <param name="Requeued">Queued mail that nobody had claimed, and retries whose time had come.</param>
/// <param name="Doubted">Claims whose worker is taken for dead.</param>
/// <param name="Resent">Uncertain mail that, by the evidence, was never taken.</param>
/// <param name="Parked">Mail that an operator must look at.</param>
/// <param name="Settled">Uncertain mail that turned out to be taken.</param>
/// <param name="Waited">Mail whose moment came while its lane had no room, or while the evidence did not reach far enough: it waits on.</param>
public sealed record SweepReport(int Released, int Requeued, int Doubted, int Resent, int Parked, int Settled, int Waited)
{
    public static readonly SweepReport Nothing = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>True when there may be more of some kind of work: a list was as long as was asked for, whatever came of what stood in it.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>Everything that was written: none of it is found again by the next sweep, so nobody spins for as long as this is not 0.</summary>
    public int Total => Released + Requeued + Doubted + Resent + Parked + Settled + Waited;

    public static SweepReport operator +(SweepReport left, SweepReport right) => new(
        left.Released + right.Released,
        left.Requeued + right.Requeued,
        left.Doubted + right.Doubted,
        left.Resent + right.Resent,
        left.Parked + right.Parked,
        left.Settled + right.Settled,
        left.Waited + right.Waited)
    {
        IsCutShort = left.IsCutShort || right.IsCutShort,
    };
}
