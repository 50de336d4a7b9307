using ServerlessMail.Simulation.Faults;

namespace ServerlessMail.Simulation.Tests;

internal static class Climates
{
    /// <summary>Nothing happens; a test says with <c>with</c> what does in its case.</summary>
    public static readonly Climate Calm = new()
    {
        Deaths = 0,
        Stalls = 0,
        LongestStall = TimeSpan.FromSeconds(1),
        StaleIndex = 0,
        LostRequests = 0,
        LateRequests = 0,
        LostAnswers = 0,
        Slow = 0,
        Delayed = 0,
        Duplicates = 0,
        Mishaps = 0,
        Slowest = TimeSpan.FromSeconds(1),
        Spells = [],
    };
}
