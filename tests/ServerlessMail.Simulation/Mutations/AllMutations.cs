namespace ServerlessMail.Simulation.Mutations;

/// <summary>Every guarantee that can be broken on purpose.</summary>
internal static class AllMutations
{
    public static IReadOnlyList<Mutation> List { get; } =
    [
        new SaveIgnoresSeq(),
        new ClaimNotWritten(),
        new GrantSkipped(),
        new PauseIgnoredByOneSender(),
        new MalformedReadAsOpen(),
        new LateGrantUsed(),
        new ClockNotLookedAt(),
        new SendRetried(),
        new TimeoutTakenForThrottled(),
        new UncertainResentBlindly(),
        new FeedbackNotWritten(),
        new HoldByFailingRecord(),
        new AcceptedBeforeWritten(),
        new AllowlistNotAsked(),
        new TrailCut(),
        new TimeIgnored(),
        new SweeperQueuesNothing(),
        new GrantConditionDropped(),
        new ScopeIgnored(),
        new RateIgnored(),
        new DayIgnored(),
        new BacklogNotFed(),
        new ResumeForgetsScope(),
        new FreshDrainStruck(),
        new OlderReadingKept(),
        new OlderLimitsInForce(),
        new AccountStopIgnored(),
        new RoundEndsEarly(),
        new SealForgotten(),
        new ActNotChained(),
        new DayNotOfItsMessages(),
        new DeadLettersLost(),
        new DueForgotten(),
    ];
}
