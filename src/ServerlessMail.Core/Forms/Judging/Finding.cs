namespace ServerlessMail.Core.Forms.Judging;

/// <summary>What one rule said.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Verdict">What it said.</param>
public sealed record Finding(string Rule, Verdict Verdict);
