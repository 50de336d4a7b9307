namespace ServerlessMail.Simulation.Time;

/// <summary>Something that happens at a moment of <see cref="VirtualTime"/>.</summary>
internal abstract class Alarm
{
    public bool Cancelled { get; set; }

    public abstract void Ring();
}
