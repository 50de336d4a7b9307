namespace ServerlessMail.Core.Sweeping;

/// <summary>What one run of the sweeper did.</summary>
/// <param name="Ran">False: somebody else holds the lease, and nothing was done.</param>
/// <param name="Done">What its steps did, together.</param>
/// <param name="IsMore">True when its time was over before its work.</param>
public sealed record RoundReport(bool Ran, SweepReport Done, bool IsMore)
{
    /// <summary>Somebody else's turn.</summary>
    public static readonly RoundReport NotMine = new(Ran: false, SweepReport.Nothing, IsMore: false);
}
