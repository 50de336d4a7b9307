using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Links;
using ServerlessMail.Simulation.Time;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Simulation.Runs;

/// <summary>What befalls a world during its storm that is nobody's act: clocks jump, others put records into the queues, the provider changes the account.</summary>
/// <param name="world">Which.</param>
/// <param name="clocks">The clocks of its machines, as they are started.</param>
/// <param name="onlyClock">The clock of its only machine.</param>
internal sealed class Troubles(World world, IReadOnlyList<ProcessClock> clocks, ProcessClock onlyClock)
{
    private Plan Plan => world.Plan;

    public void Begin()
    {
        if (Plan.ClocksJump || Plan.WildClock > TimeSpan.Zero)
            Sometime(Jump);
        for (var i = 0; i < Plan.Poison; i++)
        {
            Sometime(Poison);
            Sometime(FeedbackPoison);
        }

        for (var i = 0; i < Plan.AccountChanges; i++)
            Sometime(world.Account.Change);
    }

    private void Sometime(Action act) => world.Time.Later(world.Dice.Between(TimeSpan.Zero, Plan.Storm), act);

    private void Jump()
    {
        if (!world.Weather.Stormy)
            return;
        var most = !Plan.Cloud ? TimeSpan.FromSeconds(2) : Plan.WildClock > Plan.Skew ? Plan.WildClock : Plan.Skew;
        var clock = Plan.Cloud && clocks.Count > 0 ? world.Dice.Pick(clocks) : onlyClock;
        clock.Offset = world.Dice.Between(-most, most);
        world.Journal.Note("clock", "jumps");
        world.Time.Later(world.Dice.Between(TimeSpan.Zero, Plan.Storm / 3), Jump);
    }

    private void Poison() => world.Queue.Put(world.Dice.Pick([Lane.Urgent, Lane.Normal, Lane.Bulk]), PoisonBody(), TimeSpan.Zero, poison: true);

    private void FeedbackPoison() => world.Stream.Put(world.Dice.Next(3) switch
    {
        0 => "nonsense",
        1 => SampleFeedback.Envelope("{}"),
        _ => SampleFeedback.Record(Core.Feedback.FeedbackKind.Send, new SeededIds(world.Time, world.Dice).Next(), world.Time.GetUtcNow()),
    });

    private string PoisonBody() => world.Dice.Next(4) switch
    {
        0 => "{\"not\":\"ours\"}",
        1 => new string('x', 300_000),
        2 => new SeededIds(world.Time, world.Dice).Next().ToString(),
        _ => world.Witness.Heads.Count > 0 ? world.Dice.Pick([.. world.Witness.Heads.Keys]).ToString() : "",
    };
}
