using System.Diagnostics;
using System.Text.Json;
using ServerlessMail.Benchmarks;
using ServerlessMail.Benchmarks.Captcha;
using ServerlessMail.Benchmarks.ColdStart;
using ServerlessMail.Benchmarks.Cost;
using ServerlessMail.Benchmarks.Grants;
using ServerlessMail.Benchmarks.Pause;
using ServerlessMail.Benchmarks.Rate;
using ServerlessMail.Benchmarks.Reporting;
using ServerlessMail.Benchmarks.Urgent;

// Measures: [name ...] [--json] [--smoke] [--programs=DIR] [--compare=DIR,DIR]. Without names, everything. Exits 0 when every promise was kept, 1 when one was not, 2 when asked wrongly.
const string programs = "--programs=";
const string compare = "--compare=";
var folder = args.FirstOrDefault(arg => arg.StartsWith(programs, StringComparison.Ordinal))?[programs.Length..];
var compared = args.FirstOrDefault(arg => arg.StartsWith(compare, StringComparison.Ordinal))?[compare.Length..].Split(',') ?? [];
IBenchmark[] all = [new RateBenchmark(), new PauseBenchmark(), new GrantsBenchmark(), new UrgentBenchmark(), new CostBenchmark(), new CaptchaBenchmark(), new LambdaBenchmark(folder, compared)];
var names = args.Where(arg => !arg.StartsWith('-')).ToHashSet(StringComparer.Ordinal);
var options = args.Where(arg => arg.StartsWith('-') && !arg.StartsWith(programs, StringComparison.Ordinal) && !arg.StartsWith(compare, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
if (names.Except(all.Select(one => one.Name)).Any() || options.Except(["--json", "--smoke"]).Any())
{
    await Console.Error.WriteLineAsync($"Usage: [{string.Join(" | ", all.Select(one => one.Name))} ...] [--json] [--smoke] [--programs=DIR] [--compare=DIR,DIR]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var isJson = options.Contains("--json");
List<Report> reports = [];
foreach (var benchmark in all.Where(one => names.Count == 0 || names.Contains(one.Name)))
{
    var started = Stopwatch.GetTimestamp();
    var measurements = await benchmark.RunAsync(options.Contains("--smoke"), stop.Token);
    reports.Add(new Report(benchmark.Name, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1), measurements));
    if (isJson)
        continue;
    Console.WriteLine($"## {benchmark.Name} ({reports[^1].Seconds:0.0} s)");
    Console.WriteLine();
    foreach (var measurement in measurements)
        TextTable.Write(Console.Out, measurement);
}

if (isJson)
    Console.WriteLine(JsonSerializer.Serialize(reports, ReportJson.Default.IReadOnlyListReport));
var unmet = reports.SelectMany(report => report.Measurements).Sum(measurement => measurement.Unmet.Count);
if (!isJson)
    Console.WriteLine($"{reports.Count} benchmarks, {unmet} promises not kept");
return unmet == 0 ? 0 : 1;
