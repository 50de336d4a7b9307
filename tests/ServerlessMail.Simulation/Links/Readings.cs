namespace ServerlessMail.Simulation.Links;

/// <summary>When, in true time, one worker's latest reading of the account was: by it the witness knows old news from new.</summary>
internal sealed class Readings
{
    public TimeSpan Latest { get; set; }
}
