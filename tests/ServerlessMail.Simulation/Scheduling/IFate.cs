namespace ServerlessMail.Simulation.Scheduling;

/// <summary>What may befall a process before each of its steps.</summary>
internal interface IFate
{
    /// <summary>True: it ends there, and what it awaited never comes back.</summary>
    bool Kills();

    /// <summary>For how long it stands still there; null: it goes on.</summary>
    TimeSpan? Stalls();
}
