using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>Every guarantee that a world is watched for.</summary>
internal static class AllInvariants
{
    public static IReadOnlyList<Invariant> Of(Plan plan) =>
    [
        .. plan.ClocksAgree ? [new RateIsKept()] : Array.Empty<Invariant>(),
        .. plan.WildClock == TimeSpan.Zero ? [new DayIsKept()] : Array.Empty<Invariant>(),
        .. plan is { WildClock.Ticks: 0, ClocksJump: false, Climate.StaleIndex: 0 } ? [new RoundsLeaveNothing()] : Array.Empty<Invariant>(),
        .. plan.Sealed ? [new TrailsHold(plan.WildClock > TimeSpan.Zero)] : Array.Empty<Invariant>(),
        new ReadingsGoOn(),
        new StopsAreObeyed(),
        new DeadLettersLoseNothing(),
        new AcceptedIsKept(),
        new OneCallPerAttempt(),
        new MailIsWhatWasAccepted(),
        new CallsStandOnTheirClaim(plan.WildClock > TimeSpan.Zero),
        new TakenOnce(plan.WildClock > TimeSpan.Zero),
        new NothingIsResentBlindly(plan.WildClock > TimeSpan.Zero),
        new NothingLeavesWhileClosed(),
        new SenderWasAllowed(),
        new NothingLeavesEarly(plan.ClocksDiffer),
        new NothingWaitsByFailing(),
        new TrailIsAppendOnly(),
        new LifeHasOnlyItsMoves(),
        new EverythingSettles(),
        new EndsHaveTheirCause(),
        new WhatWasTakenIsTold(),
    ];
}
