namespace ServerlessMail.Simulation.Invariants;

/// <summary>A round of a sweeper that held the lease and came to its end.</summary>
/// <param name="By">The sweeper.</param>
/// <param name="Began">True time.</param>
/// <param name="Saw">What the sweeper took for the time when it began.</param>
/// <param name="WasInTime">False when its time was up before its work was done.</param>
/// <param name="Faults">How many faults befell its calls.</param>
internal sealed record EndedRound(string By, TimeSpan Began, DateTimeOffset Saw, bool WasInTime, int Faults);
