namespace ServerlessMail.Benchmarks.Reporting;

/// <summary>All that one benchmark measured.</summary>
/// <param name="Benchmark">Its name on the command line.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Measurements">Its tables.</param>
internal sealed record Report(string Benchmark, double Seconds, IReadOnlyList<Measurement> Measurements);
