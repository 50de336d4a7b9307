using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>Every guarantee that a world is watched for.</summary>
internal static class AllInvariants
{
    public static IReadOnlyList<Invariant> Of(Plan plan) =>
    [
        .. plan.ClocksAgree ? [new RateIsKept(plan.Rate)] : Array.Empty<Invariant>(),
        .. plan.WildClock == TimeSpan.Zero ? [new DayIsKept(new SendLimits(plan.Rate, plan.Quota, SendLimits.HealthyBulkShare, 1))] : Array.Empty<Invariant>(),
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
