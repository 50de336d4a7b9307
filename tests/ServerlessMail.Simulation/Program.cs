using System.Globalization;
using ServerlessMail.Simulation;

// Runs seeds of the simulation: --seeds N [--from N]. A failing seed is told by its number. It runs again with the same schedule of faults;
// message ids, and the back-off that is drawn from them, still come from the operating system and differ.
var seeds = Option("--seeds", 2000);
var from = Option("--from", 1);
long steps = 0;
var failed = 0;
for (var seed = from; seed < from + seeds; seed++)
{
    var world = new World(seed);
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
