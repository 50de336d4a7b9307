namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>Tests that start many processes, and measure: each has the machine for itself.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;
