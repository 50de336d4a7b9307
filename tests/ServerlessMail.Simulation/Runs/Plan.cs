using System.Collections.Immutable;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Sending;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Runs;

/// <summary>What a seed's world is made of.</summary>
internal sealed record Plan
{
    /// <summary>Many machines, each with a clock of its own; else one machine with one clock.</summary>
    public required bool Cloud { get; init; }

    public required SendTimings Timings { get; init; }

    /// <summary>How long faults go on.</summary>
    public required TimeSpan Storm { get; init; }

    /// <summary>How far a wall clock may be from true time.</summary>
    public required TimeSpan Skew { get; init; }

    /// <summary>True: wall clocks jump now and then, within <see cref="Skew"/>.</summary>
    public required bool ClocksJump { get; init; }

    /// <summary>How far the clock of one process may be off for a while, whatever <see cref="Skew"/> says: bad input, not weather.</summary>
    public required TimeSpan WildClock { get; init; }

    /// <summary>Processes that take submissions, with how many each.</summary>
    public required ImmutableArray<int> Intakes { get; init; }

    /// <summary>Notifications by an app, over all lanes.</summary>
    public required int Notifications { get; init; }

    public required int SendWorkers { get; init; }

    public required int Sweepers { get; init; }

    public required int FeedbackWorkers { get; init; }

    public required TimeSpan SweepEvery { get; init; }

    /// <summary>For how long a received record is hidden; less than a claim lives means that it comes back while its first worker still works.</summary>
    public required TimeSpan Hidden { get; init; }

    public required Evidence Evidence { get; init; }

    public required TimeSpan LongestFeedback { get; init; }

    /// <summary>How many recipients each form has; every form has a sender of its own.</summary>
    public required ImmutableArray<int> FormRecipients { get; init; }

    /// <summary>Acts of the operator: pause and resume, malform and mend, forbid and allow, release and drop.</summary>
    public required int OperatorActs { get; init; }

    /// <summary>Records in the queue that are none of ours.</summary>
    public required int Poison { get; init; }

    /// <summary>Recipients a second that the provider allows.</summary>
    public required double Rate { get; init; }

    /// <summary>Recipients a day that it allows; null: any number.</summary>
    public required long? Quota { get; init; }

    public required Climate Climate { get; init; }

    /// <summary>Changes to the account with the provider: limits, standing, sandbox, identities.</summary>
    public required int AccountChanges { get; init; }

    /// <summary>How often a queue delivers a record before it puts it aside; fewer than the product's 10 in some worlds, so that it happens.</summary>
    public required int MostReceives { get; init; }

    /// <summary>True: trails are sealed and days are too, as in the product; left out of some worlds since it takes time.</summary>
    public required bool Sealed { get; init; }

    /// <summary>True: somebody stops the same part of the mail again and again.</summary>
    public required bool Hesitant { get; init; }

    /// <summary>For how long a sweeper's round may begin another sweep.</summary>
    public TimeSpan SweepBudget => Cloud ? TimeSpan.FromSeconds(45) : TimeSpan.FromSeconds(5);

    /// <summary>How far two readings of wall clocks may be apart.</summary>
    public TimeSpan ClocksDiffer => Cloud ? Skew + (Skew > WildClock ? Skew : WildClock) : TimeSpan.FromSeconds(4);

    /// <summary>True when the clocks of any two workers differ by no more than the rate can bear.</summary>
    public bool ClocksAgree => Cloud ? ClocksDiffer <= Pace.Skew : !ClocksJump;

    /// <summary>The sender of each form.</summary>
    public ImmutableArray<string> Senders => [.. FormRecipients.Select((_, at) => Sender(at))];

    public static string Sender(int form) => $"forms{form}@example.com";

    /// <summary>How long after its beginning a call may still be taken, so that its claim outlives it whatever the clocks say.</summary>
    public TimeSpan LatestTaking => Timings.ClaimExpires - Timings.SendWithin - Grant.Life - (Skew * 2) - TimeSpan.FromMilliseconds(1);

    public static Plan Draw(Dice dice)
    {
        var cloud = dice.Chance(0.6);
        var timings = cloud ? SendTimings.Aws : SendTimings.Local;
        var storm = cloud ? dice.Between(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15)) : dice.Between(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(90));
        var busy = dice.Chance(0.1) ? 4 : dice.Chance(0.01) ? 40 : 1;
        return new Plan
        {
            Cloud = cloud,
            Timings = timings,
            Storm = storm,
            Skew = cloud ? dice.Pick([TimeSpan.Zero, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)]) : TimeSpan.Zero,
            ClocksJump = dice.Chance(0.3),
            WildClock = cloud && dice.Chance(0.1) ? dice.Pick([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)]) : TimeSpan.Zero,
            Intakes = [.. Enumerable.Range(0, dice.Between(1, 4)).Select(_ => dice.Between(1, 3) * busy)],
            Notifications = dice.Between(0, 5) * busy,
            SendWorkers = dice.Between(1, 6),
            Sweepers = dice.Between(1, 3),
            FeedbackWorkers = dice.Between(1, 3),
            SweepEvery = timings.SweepEvery,
            Rate = dice.Pick([1, 2, 14, 14, 90, 500]),
            Quota = cloud && busy < 40 ? dice.Pick<long?>([200, 50_000, 50_000, null]) : null,
            Hidden = dice.Pick([timings.ClaimExpires, timings.ClaimExpires * 3, timings.ClaimExpires / 5]),
            Evidence = dice.Pick([Evidence.True, Evidence.True, Evidence.True, Evidence.True, Evidence.Silent, Evidence.Lagging, Evidence.Lossy]),
            LongestFeedback = cloud ? dice.Pick([TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(20)]) : TimeSpan.FromSeconds(dice.Pick([0.2, 8, 30])),
            FormRecipients = [.. Enumerable.Range(0, dice.Between(1, 3)).Select(_ => dice.Chance(0.6) ? dice.Between(1, 3) : dice.Between(1, 50))],
            OperatorActs = dice.Pick([0, 1, 3, 6]),
            Poison = dice.Pick([0, 0, 2]),
            Climate = Climate.Draw(dice, storm, cloud ? TimeSpan.FromSeconds(20) : TimeSpan.FromSeconds(5)),
            AccountChanges = dice.Pick([0, 0, 1, 3, 12]),
            MostReceives = dice.Pick([10, 10, 3, 2]),
            Sealed = dice.Chance(0.3),
            Hesitant = dice.Chance(0.15),
        };
    }
}
