// The service's meter is one for the process, and every function of a test listens to it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
