using ServerlessMail.Simulation.Runs;

// Exit code 0: every seed held and every mutation was caught; 1: not; 2: the arguments cannot be read.
if (!Arguments.TryRead(args, out var run, out var fault))
{
    Console.Error.WriteLine(fault);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

return run.Start(Console.Out, Console.Error) ? 0 : 1;
