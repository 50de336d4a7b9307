namespace ServerlessMail.Core.Audit;

/// <summary>What operators do, as their trail has it. Part of the stored format: add, never rename.</summary>
public static class ActNames
{
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string AddSender = "add-sender";
    public const string RemoveSender = "remove-sender";
    public const string ApplyForms = "apply-forms";
    public const string Release = "release";
    public const string Drop = "drop";
    public const string Erase = "erase";

    /// <summary>The service's own: the root over all messages of a day.</summary>
    public const string SealDay = "seal-day";
}
