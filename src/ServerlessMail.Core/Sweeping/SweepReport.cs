namespace ServerlessMail.Core.Sweeping;

/// <summary>What one sweep did, in messages.</summary>
/// <param name="Released">Held mail that went back to its queue.</param>
/// <param name="Requeued">Queued mail that nobody had claimed, and retries whose time had come.</param>
/// <param name="Doubted">Claims whose worker is taken for dead.</param>
/// <param name="Resent">Uncertain mail that, by the evidence, was never taken.</param>
/// <param name="Parked">Mail that an operator must look at.</param>
/// <param name="Waited">Mail whose moment came while its lane had no room: it waits on.</param>
public sealed record SweepReport(int Released, int Requeued, int Doubted, int Resent, int Parked, int Waited)
{
    public static readonly SweepReport Nothing = new(0, 0, 0, 0, 0, 0);

    public int Total => Released + Requeued + Doubted + Resent + Parked + Waited;

    public static SweepReport operator +(SweepReport left, SweepReport right) => new(
        left.Released + right.Released,
        left.Requeued + right.Requeued,
        left.Doubted + right.Doubted,
        left.Resent + right.Resent,
        left.Parked + right.Parked,
        left.Waited + right.Waited);
}
