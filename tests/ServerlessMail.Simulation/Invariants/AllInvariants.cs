using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>Every guarantee that a world is watched for.</summary>
internal static class AllInvariants
{
    public static IReadOnlyList<Invariant> Of(Plan plan) =>
    [
        new AcceptedIsKept(),
        new OneCallPerAttempt(),
        new CallsStandOnTheirClaim(),
        new TakenOnce(),
        new NothingIsResentBlindly(),
        new NothingLeavesWhileClosed(),
        new SenderWasAllowed(plan.Climate.Slowest),
        new NothingLeavesEarly((plan.Cloud ? plan.Skew : TimeSpan.FromSeconds(2)) * 2),
        new NothingWaitsByFailing(),
        new TrailIsAppendOnly(),
        new LifeHasOnlyItsMoves(),
        new EverythingSettles(),
        new EndsHaveTheirCause(),
        new WhatWasTakenIsTold(),
    ];
}
