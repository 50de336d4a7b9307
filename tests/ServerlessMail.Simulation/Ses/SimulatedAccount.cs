using System.Collections.Immutable;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Mail;
using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Ses;

/// <summary>The account with the provider as it truly stands; the service knows what a sweeper last read of it.</summary>
internal sealed class SimulatedAccount(VirtualTime time, Dice dice, Journal journal, Plan plan)
{
    /// <summary>What covers every recipient, and every sender too.</summary>
    private const string Domain = "example.com";

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Queue<(TimeSpan At, int Recipients)> _taken = [];
    private readonly ImmutableSortedSet<string> _senders = [.. plan.Senders];
    private int _sent;
    private long _others;

    // As SES's limiter: a second's worth of recipients, and a send to many leaves a debt.
    private double _credit = Math.Max(1, plan.Rate);
    private TimeSpan _counted;

    public double Rate { get; private set; } = plan.Rate;

    public long? Quota { get; private set; } = plan.Quota;

    public bool Sandbox { get; private set; }

    public Enforcement Enforcement { get; private set; }

    public bool SendingEnabled { get; private set; } = true;

    /// <summary>Addresses of senders, and now and then the domain of everybody.</summary>
    public ImmutableSortedSet<string> Verified { get; private set; } = [.. plan.Senders];

    /// <summary>True: it takes nothing.</summary>
    public bool IsStopped => Enforcement == Enforcement.Shutdown || !SendingEnabled;

    /// <summary>True when a mail's sender, and in the sandbox its recipients, are verified.</summary>
    public bool Knows(MailContent mail) => Covers(mail.From.Address) && (!Sandbox || mail.To.All(Covers));

    /// <summary>Takes a call's recipients out of the rate; false where nothing is left of it.</summary>
    public bool TryTakeRate(int recipients)
    {
        _credit = Math.Min(Math.Max(1, Rate), _credit + ((time.Now - _counted).TotalSeconds * Rate));
        _counted = time.Now;
        if (_credit < 1 - 0.001)
            return false;
        _credit -= recipients;
        return true;
    }

    /// <summary>True when so many recipients more fit into the day.</summary>
    public bool HasRoom(int recipients) => Quota is not { } quota || SentInADay() + recipients <= quota;

    public void Took(int recipients)
    {
        _taken.Enqueue((time.Now, recipients));
        _sent += recipients;
    }

    /// <summary>What the provider says of the account, identities aside.</summary>
    public AccountState Told(DateTimeOffset at) => new()
    {
        ReadAt = at,
        Max24HourSend = Quota,
        MaxSendRate = Rate,
        SentLast24Hours = SentInADay(),
        Sandbox = Sandbox,
        Enforcement = Enforcement,
        SendingEnabled = SendingEnabled,
        Verified = [],
    };

    /// <summary>Something happens to the account, and is undone after a while.</summary>
    public void Change()
    {
        Alter(dice.Next(8));
        time.Later(dice.Between(TimeSpan.FromSeconds(1), plan.Storm), Heal);
        journal.Note("account", $"{Rate} a second, {Quota} a day, {Enforcement}", $"{(SendingEnabled ? "sends" : "off")} {(Sandbox ? "sandbox" : "open")}");
    }

    /// <summary>All is as it was in the beginning.</summary>
    public void Heal()
    {
        (Rate, Quota, _others) = (plan.Rate, plan.Quota, 0);
        (Sandbox, Enforcement, SendingEnabled, Verified) = (false, Enforcement.Healthy, true, _senders);
        journal.Note("account", "heals");
    }

    private void Alter(int kind)
    {
        switch (kind)
        {
            case 0:
                Rate = dice.Pick([1, Math.Max(1, plan.Rate / 2), plan.Rate * 2]);
                break;
            case 1:
                Quota = dice.Pick<long?>([200, 1000, plan.Quota / 2, plan.Quota * 2]);
                break;
            case 2:
                _others = dice.Pick([10, 100]);
                break;
            case 3:
                Enforcement = Enforcement.Probation;
                break;
            case 4:
                Enforcement = Enforcement.Shutdown;
                break;
            case 5:
                SendingEnabled = false;
                break;
            case 6:
                (Sandbox, Verified) = (true, dice.Chance(0.5) ? Verified.Add(Domain) : Verified);
                break;
            default:
                Verified = Verified.Remove(dice.Pick(plan.Senders));
                break;
        }
    }

    private long SentInADay()
    {
        while (_taken.TryPeek(out var first) && time.Now - first.At >= Day)
            _sent -= _taken.Dequeue().Recipients;
        return _sent + _others;
    }

    private bool Covers(EmailAddress address) => Verified.Contains(address.ToString()) || Verified.Contains(address.Domain);
}
