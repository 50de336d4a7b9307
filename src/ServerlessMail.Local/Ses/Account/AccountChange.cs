namespace ServerlessMail.Local.Ses.Account;

/// <summary>What is to be changed of the simulated account; null: nothing.</summary>
internal sealed record AccountChange
{
    private const double MaxRate = 1_000_000;

    /// <summary>Into the sandbox or out of it. Whoever goes gets the limits that go with it, unless others are given.</summary>
    public bool? Sandbox { get; init; }

    /// <summary>Recipients a second, above 0 and up to a million.</summary>
    public double? MaxSendRate { get; init; }

    /// <summary>Recipients in any 24 hours; -1: as many as it likes.</summary>
    public long? Max24HourSend { get; init; }

    /// <summary>Whether the account's owner lets it send.</summary>
    public bool? SendingEnabled { get; init; }

    /// <summary>HEALTHY, PROBATION or SHUTDOWN.</summary>
    public EnforcementStatus? Enforcement { get; init; }

    /// <summary>What becomes of new identities: auto or manual.</summary>
    public string? Verify { get; init; }

    /// <summary>What is wrong with it, for people.</summary>
    public string? Fault() => this switch
    {
        { MaxSendRate: { } rate } when !(rate is > 0 and <= MaxRate) => "maxSendRate is a number of recipients a second, above 0 and up to 1000000.",
        { Max24HourSend: < SimulatedAccount.Unlimited } => "max24HourSend is a number of recipients, or -1 for no limit.",
        { Verify: not (null or "auto" or "manual") } => "verify is auto or manual.",
        _ => null,
    };

    /// <summary>The change with the limits that come with it.</summary>
    public AccountChange For(SimulatedAccount account)
    {
        if (Sandbox is not { } sandbox || sandbox == account.IsSandboxed)
            return this;
        var limits = sandbox ? AccountLimits.Sandbox : AccountLimits.Production;
        return this with { MaxSendRate = MaxSendRate ?? limits.MaxSendRate, Max24HourSend = Max24HourSend ?? limits.Max24HourSend };
    }
}
