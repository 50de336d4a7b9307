namespace ServerlessMail.Core.Forms;

/// <summary>What a form does with submissions while its mail is stopped: all mail, or a scope that its mail is in.</summary>
public enum WhenPaused
{
    /// <summary>Takes and holds them; resume sends them.</summary>
    Accept,

    /// <summary>Answers that it is closed for now.</summary>
    Refuse,
}
