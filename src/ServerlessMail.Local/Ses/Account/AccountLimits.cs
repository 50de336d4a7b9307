namespace ServerlessMail.Local.Ses.Account;

/// <summary>How much an account may send.</summary>
/// <param name="MaxSendRate">Recipients a second, above 0.</param>
/// <param name="Max24HourSend">Recipients in any 24 hours; -1: as many as it likes.</param>
internal sealed record AccountLimits(double MaxSendRate, long Max24HourSend)
{
    /// <summary>Those of every new account: https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html.</summary>
    public static AccountLimits Sandbox { get; } = new(1, 200);

    /// <summary>Those that an account typically gets when it leaves the sandbox.</summary>
    public static AccountLimits Production { get; } = new(14, 50_000);
}
