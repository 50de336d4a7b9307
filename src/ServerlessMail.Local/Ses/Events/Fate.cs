namespace ServerlessMail.Local.Ses.Events;

/// <summary>What becomes of a mail at one recipient.</summary>
internal enum Fate
{
    /// <summary>The receiving host takes it.</summary>
    Delivered,

    /// <summary>The receiving host takes it, and the recipient calls it spam.</summary>
    Complained,

    /// <summary>The receiving host knows no such user: a hard bounce.</summary>
    Bounced,

    /// <summary>SES does not try, since the address is on the suppression list: a hard bounce too.</summary>
    Suppressed,
}
