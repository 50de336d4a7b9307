using ServerlessMail.Core.Account;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>What is known of the account, and the limits that are in force by it, are never replaced by those of an older reading.</summary>
internal sealed class ReadingsGoOn : Invariant
{
    private TimeSpan _kept;
    private TimeSpan _inForce;

    public override void ReadingKept(string by, TimeSpan read, AccountState account) => _kept = Later(_kept, read, "kept");

    public override void LimitsFollow(TimeSpan read) => _inForce = Later(_inForce, read, "put in force");

    private TimeSpan Later(TimeSpan before, TimeSpan read, string what)
    {
        if (read < before)
            Break($"a reading of {read} was {what} after one of {before}");
        return read;
    }
}
