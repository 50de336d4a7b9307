namespace ServerlessMail.LambdaHost.Tests;

/// <summary>Tests of what the whole process shares: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
