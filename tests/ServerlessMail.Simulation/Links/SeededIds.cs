using System.Buffers.Binary;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Scheduling;

namespace ServerlessMail.Simulation.Links;

/// <summary>Ids that repeat with the world.</summary>
internal sealed class SeededIds(TimeProvider clock, Dice dice) : MessageIds(clock)
{
    protected override void Fill(Span<byte> random)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(random, dice.NextBits());
        BinaryPrimitives.WriteUInt16LittleEndian(random[8..], (ushort)dice.NextBits());
    }
}
