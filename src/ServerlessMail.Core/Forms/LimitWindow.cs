namespace ServerlessMail.Core.Forms;

/// <summary>A stretch of time, and how much fits into it.</summary>
/// <param name="Name">The window's name; a new window counts from zero.</param>
/// <param name="Most">How many uses it has.</param>
/// <param name="Ends">When it is over, and its counter may be forgotten.</param>
public sealed record LimitWindow(string Name, int Most, DateTimeOffset Ends);
