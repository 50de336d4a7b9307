namespace ServerlessMail.Simulation.Faults;

/// <summary>A while of bad weather at one dependency.</summary>
/// <param name="At">Where.</param>
/// <param name="From">Since when, in true time.</param>
/// <param name="Until">Until when.</param>
/// <param name="Refused">The share of requests that are refused: 1 is an outage, less is throttling.</param>
internal sealed record Spell(Dependency At, TimeSpan From, TimeSpan Until, double Refused);
