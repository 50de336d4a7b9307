using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ServerlessMail.Simulation.Mutations;

namespace ServerlessMail.Simulation.Runs;

/// <summary>Reads the command line.</summary>
internal static class Arguments
{
    public const string Usage = """
        Usage: ServerlessMail.Simulation [--seeds N] [--from N]       runs seeds; the last line is: seeds N failed N steps N
               ServerlessMail.Simulation --seed N [--trace]           runs one seed; --trace prints what happens in it
               ServerlessMail.Simulation --mutate NAME [--seed N [--trace]]
                                                                      runs seeds with one guarantee broken until that is noticed
               ServerlessMail.Simulation --mutations [--seeds N]      the same with every mutation, then the seeds
        """;

    public static bool TryRead(string[] args, [NotNullWhen(true)] out SimulationRun? run, [NotNullWhen(false)] out string? fault)
    {
        run = new SimulationRun();
        (var seeds, fault) = ((int?)null, null);
        for (var at = 0; at < args.Length && fault is null; at++)
        {
            switch (args[at])
            {
                case "--seeds":
                    seeds = Number(args, ref at, out fault);
                    break;
                case "--from":
                    run = run with { From = Number(args, ref at, out fault) };
                    break;
                case "--seed":
                    run = run with { From = Number(args, ref at, out fault), Alone = true };
                    break;
                case "--trace":
                    run = run with { Trace = true };
                    break;
                case "--mutations":
                    run = run with { Mutations = AllMutations.List };
                    break;
                case "--mutate":
                    run = run with { Mutations = Named(args, ref at, out fault) };
                    break;
                default:
                    fault = $"'{args[at]}' is no option.";
                    break;
            }
        }

        fault ??= run is { Trace: true, Alone: false } ? "--trace wants one seed: --seed N." : null;
        var otherwise = run.Mutations.Count > 0 ? 0 : SimulationRun.DefaultSeeds;
        run = run with { Seeds = run.Alone ? 1 : seeds ?? otherwise };
        return fault is null;
    }

    private static int Number(string[] args, ref int at, out string? fault)
    {
        var name = args[at];
        var isNumber = int.TryParse(++at < args.Length ? args[at] : null, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        fault = isNumber ? null : $"{name} wants a whole number.";
        return number;
    }

    private static IReadOnlyList<Mutation> Named(string[] args, ref int at, out string? fault)
    {
        var name = ++at < args.Length ? args[at] : "";
        var found = AllMutations.List.FirstOrDefault(mutation => mutation.Name == name);
        fault = found is null ? $"There is no mutation '{name}'; there are: {string.Join(", ", AllMutations.List.Select(mutation => mutation.Name))}." : null;
        return found is null ? [] : [found];
    }
}
