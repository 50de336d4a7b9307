namespace ServerlessMail.Benchmarks.ColdStart.Runs;

/// <summary>How a contestant reaches table and queue.</summary>
internal enum Over
{
    Plain,
    Tls,
}
