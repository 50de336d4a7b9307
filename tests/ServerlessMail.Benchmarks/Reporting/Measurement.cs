namespace ServerlessMail.Benchmarks.Reporting;

/// <summary>What one benchmark measured: a table, under what conditions, and which promises it did not keep.</summary>
/// <param name="Title">What was measured.</param>
/// <param name="Conditions">Whatever the numbers depend on, a line each.</param>
/// <param name="Columns">The heads of the columns, with their units.</param>
/// <param name="Rows">The cells, as many in each row as there are columns.</param>
/// <param name="Unmet">Promises that were not kept, a line each; empty where all were, or none is made.</param>
internal sealed record Measurement(
    string Title,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string> Unmet);
