using ServerlessMail.Benchmarks.Reporting;

namespace ServerlessMail.Benchmarks;

/// <summary>Something that can be measured. It bounds itself in count and time.</summary>
internal interface IBenchmark
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    /// <param name="isSmoke">True: only shows that it works, within a second or two, and its numbers mean little.</param>
    /// <param name="ct">Ends it.</param>
    Task<IReadOnlyList<Measurement>> RunAsync(bool isSmoke, CancellationToken ct);
}
