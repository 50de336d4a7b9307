namespace ServerlessMail.Core.Forms.Judging;

/// <summary>One rule for submissions: it looks, and neither asks anybody nor writes anything.</summary>
/// <param name="Name">Its name, as operators read it: <c>origin</c>.</param>
/// <param name="Judge">What it says.</param>
internal sealed record IntakeRule(string Name, Func<IntakeCase, Verdict> Judge);
