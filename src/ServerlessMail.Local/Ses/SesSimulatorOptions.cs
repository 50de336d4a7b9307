namespace ServerlessMail.Local.Ses;

/// <summary>How the simulated account is set up. The defaults are those of an account that has just left the sandbox.</summary>
public sealed class SesSimulatorOptions
{
    /// <summary>Recipients in any 24 hours; default 50,000.</summary>
    public int Max24HourSend { get; set; } = 50_000;

    /// <summary>Recipients a second; default 14.</summary>
    public int MaxSendRate { get; set; } = 14;

    /// <summary>True (the default): a new identity is verified at once. False: it stays PENDING.</summary>
    public bool VerifyAtOnce { get; set; } = true;
}
