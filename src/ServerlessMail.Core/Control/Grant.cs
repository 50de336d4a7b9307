namespace ServerlessMail.Core.Control;

public static class Grant
{
    /// <summary>How long a grant is good for, from the moment it was asked for: what can still leave after a pause is bounded by it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMilliseconds(250);
}
