namespace ServerlessMail.Benchmarks.ColdStart.Contestants;

/// <summary>A program that does the job, ready to be started.</summary>
/// <param name="Name">As it stands in the tables.</param>
/// <param name="File">The executable.</param>
/// <param name="Arguments">What stands behind it.</param>
/// <param name="Directory">Where it lies.</param>
/// <param name="ZipBytes">How large what would be deployed is, zipped.</param>
internal sealed record Contestant(string Name, string File, IReadOnlyList<string> Arguments, string Directory, long ZipBytes)
{
    /// <summary>The others must do what this one does, and are compared with it.</summary>
    public bool IsMeasure { get; init; }

    /// <summary>Its posts a second are what ours are promised to be several times of.</summary>
    public bool IsNode { get; init; }

    /// <summary>What its template sets beside what every contestant finds around it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The file with the certificate authorities that its deployment brings and its template names; null when it trusts those of the machine.</summary>
    public string? Authorities { get; init; }

    /// <summary>It answers and does nothing else: what every program pays.</summary>
    public bool IsFloor { get; init; }
}
