using ServerlessMail.Benchmarks.Reporting;

namespace ServerlessMail.Benchmarks.Cost;

/// <summary>What one message asks of AWS, and does that stay as the table grows?</summary>
internal sealed class CostBenchmark : IBenchmark
{
    private const double Flat = 0.05;

    public string Name => "cost";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool isSmoke, CancellationToken ct)
    {
        if (await CostRun.StartAsync(ct) is not { } run)
            return [new Measurement("Requests and units of one message", ["Skipped: run 'npm ci' in tests/."], ["skipped"], [], [])];
        await using (run)
        {
            List<IReadOnlyList<string>> rows = [];
            List<string> unmet = [];
            Dictionary<int, Spent> first = [];
            foreach (var size in isSmoke ? [10] : (int[])[1000, 20_000])
            {
                run.Count(on: false);
                await run.GrowAsync(size - (first.Count > 0 ? 1000 : 0), ct);
                run.Count(on: true);
                foreach (var batch in isSmoke ? [5] : (int[])[1, 5, 10])
                {
                    var (accepted, sent, tracked) = await run.MeasureAsync(batch, isSmoke ? 1 : 20, ct);
                    rows.Add(Row(size, batch, "accepted", accepted));
                    rows.Add(Row(size, batch, "sent", sent));
                    rows.Add(Row(size, batch, "tracked", tracked));
                    var all = accepted + sent + tracked;
                    rows.Add(Row(size, batch, "together", all));
                    if (!first.TryAdd(batch, all) && Math.Abs((all.Dollars / first[batch].Dollars) - 1) > Flat)
                        unmet.Add($"In batches of {batch}, with {size} messages in the table it is {all.Dollars / first[batch].Dollars:P0} of what it was.");
                }
            }

            return [new Measurement("Requests and units of one message", Conditions(), ["messages in the table", "batch", "step", "writes", "reads", "write units", "read units", "SQS requests", "USD per million"], rows, unmet)];
        }
    }

    private static IReadOnlyList<string> Conditions() =>
    [
        $"A form of {CostRun.FormBytes} bytes with one client's limit, one recipient, each from another address; means of 20 batches on dynalite.",
        "Requests as they went over the wire; units by DynamoDB's rules from the items that they touched, indexes included; all reads consistent.",
        "SQS: one request to put in, one to receive a batch, one to delete each; a receive that finds nothing and the feedback queue are not in it.",
        "Tracked: a Send and a Delivery event for each message, recorded one by one, and once a batch how far feedback is complete.",
        $"USD: list prices on demand in us-east-1, for a million: write units {Spent.WritePrice}, read units {Spent.ReadPrice}, SQS requests {Spent.QueuePrice:0.00}. Lambda, logs and SES are not in it.",
    ];

    private static IReadOnlyList<string> Row(int size, int batch, string step, Spent spent) =>
    [
        $"{size}", $"{batch}", step, $"{spent.Writes:0.00}", $"{spent.Reads:0.00}", $"{spent.WriteUnits:0.00}", $"{spent.ReadUnits:0.00}", $"{spent.Queue:0.00}", $"{spent.Dollars:0.00}",
    ];
}
