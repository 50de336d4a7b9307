namespace ServerlessMail.Core.Forms;

/// <summary>What a field of a form must be.</summary>
/// <param name="Name">The field's name, exactly.</param>
/// <param name="Type">What its value must look like.</param>
/// <param name="Required">True: it must be there and not blank.</param>
/// <param name="MaxLength">The most characters it may have, 1 to 100,000.</param>
public sealed record FieldRule(string Name, FieldType Type, bool Required, int MaxLength)
{
    /// <summary>The most characters of a field that no rule names.</summary>
    public const int DefaultMaxLength = 20_000;
}
