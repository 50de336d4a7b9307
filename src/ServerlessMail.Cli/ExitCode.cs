namespace ServerlessMail.Cli;

/// <summary>What the program's exit code says. Part of its interface: add, never renumber.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>The act was not done, or what it was about does not exist.</summary>
    Failed = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>The data or the service cannot be reached, or refuses us.</summary>
    Unreachable = 3,

    /// <summary>A file has faults; nothing was changed.</summary>
    BadFile = 4,

    /// <summary>Done, but it could not be written into the operators' trail.</summary>
    NotRecorded = 5,

    /// <summary>Resumed, but what was held had not all gone when the wait for it ended.</summary>
    NotDrained = 6,

    /// <summary>A defect of this program.</summary>
    Defect = 70,

    /// <summary>Stopped by the user (128 + SIGINT, as shells have it).</summary>
    Interrupted = 130,
}
