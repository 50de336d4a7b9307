using System.Globalization;
using ServerlessMail.Simulation.Runs;

var seeds = Option("--seeds", 2000);
var from = Option("--from", 1);
long steps = 0;
var failed = 0;
for (var seed = from; seed < from + seeds; seed++)
{
    var world = new World(seed, null, args.Contains("--trace") ? Console.Out : null);
    var broken = world.Run();
    steps += world.Steps;
    if (broken is null)
        continue;
    failed++;
    Console.WriteLine($"seed {seed}: {broken}");
}

Console.WriteLine($"seeds {seeds} failed {failed} steps {steps}");
return failed == 0 ? 0 : 1;

int Option(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : otherwise;
