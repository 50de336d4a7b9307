namespace ServerlessMail.Core.Forms;

/// <summary>What a form does with submissions while the service is paused.</summary>
public enum WhenPaused
{
    /// <summary>Takes and holds them; resume sends them.</summary>
    Accept,

    /// <summary>Answers that it is closed for now.</summary>
    Refuse,
}
