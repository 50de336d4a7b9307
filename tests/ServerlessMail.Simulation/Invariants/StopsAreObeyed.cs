using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>A round in which a sweeper reads that the account takes no mail, and which meets no fault, ends with everything paused, unless somebody resumed since.</summary>
internal sealed class StopsAreObeyed : Invariant
{
    private readonly Dictionary<string, TimeSpan> _stopped = [];

    public override void ReadingKept(string by, TimeSpan read, AccountState account)
    {
        if (account.Enforcement == Enforcement.Shutdown || !account.SendingEnabled)
            _stopped[by] = Witness.Now;
        else
            _stopped.Remove(by);
    }

    public override void RoundEnded(EndedRound round)
    {
        if (round.Faults == 0 && _stopped.TryGetValue(round.By, out var at) && at >= round.Began && Witness.OpenedAt < at && !Witness.Closed.ContainsKey(SendScope.All.Token))
            Break($"{round.By} read at {at} that the account is stopped, and nothing was paused");
    }
}
