using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Account;

namespace ServerlessMail.Core.Forms;

/// <summary>
/// Keeps out what SES would refuse since the account is in its sandbox. Of an account that was never read nothing is known, and then nothing is
/// kept out: the send learns it. Operators read what to do, once a minute; visitors learn nothing of it. Thread-safe.
/// </summary>
public sealed partial class SandboxGate(TimeProvider time, ILogger<SandboxGate> log)
{
    /// <summary>What an operator can do about it.</summary>
    public const string Advice = "SES sandbox: verify the recipient or ask AWS for production access";

    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    private long _toldAt = DateTimeOffset.MinValue.UtcTicks;

    /// <summary>True when one of the form's recipients cannot get mail from the sandbox.</summary>
    public bool Refuses(Form form, AccountState? account)
    {
        if (account is null || !form.To.Any(account.Keeps))
            return false;
        var (now, told) = (time.GetUtcNow().UtcTicks, Volatile.Read(ref _toldAt));
        if (now - told >= TellEvery.Ticks && Interlocked.CompareExchange(ref _toldAt, now, told) == told)
            Refused(log, form.Name, Advice);
        return true;
    }

    [LoggerMessage(EventName = "SandboxRefused", Level = LogLevel.Error, Message = "Form {Form} takes nothing. {Advice}.")]
    private static partial void Refused(ILogger logger, FormName form, string advice);
}
