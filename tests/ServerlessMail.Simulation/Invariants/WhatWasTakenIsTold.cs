using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>In the end, every mail that the provider took is told by its trail, unless its events never came.</summary>
internal sealed class WhatWasTakenIsTold : Invariant
{
    public override void AtEnd(World world)
    {
        if (world.Plan.Evidence == Ses.Evidence.Lossy)
            return;
        foreach (var message in Witness.Heads.Values)
        {
            var taken = Witness.TimesTaken(message.Id);
            var told = message.Trail.Count(known => known.Kind == TrailKind.Sent || known.Reason?.StartsWith("taken-also-", StringComparison.Ordinal) == true);
            if (told < taken && message.Trail.Length < Message.MaxTrail)
                Break($"{message.Id} was taken {taken} times, and its trail tells of {told}: {Trail(message)}");
        }
    }
}
