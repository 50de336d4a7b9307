namespace ServerlessMail.Cli.Functions.Queues;

/// <summary>A queue whose records a function works on.</summary>
/// <param name="Name">The queue's name.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Arn">By which the records tell where they come from.</param>
/// <param name="Region">Of the queue.</param>
/// <param name="Concurrency">How many batches are worked on at once: the mapping's <c>MaximumConcurrency</c>.</param>
internal sealed record QueueSource(string Name, string Url, string Arn, string Region, int Concurrency);
