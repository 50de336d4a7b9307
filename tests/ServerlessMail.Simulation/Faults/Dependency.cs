namespace ServerlessMail.Simulation.Faults;

/// <summary>What a process talks to over the network.</summary>
internal enum Dependency
{
    Table,
    Queue,
    Ses,
    Feedback,
}
