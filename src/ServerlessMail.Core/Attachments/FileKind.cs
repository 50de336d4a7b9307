using System.Collections.Immutable;

namespace ServerlessMail.Core.Attachments;

/// <summary>A kind of file that a form may take. Immutable.</summary>
/// <param name="Name">What a form's definition calls it: <c>jpeg</c>.</param>
/// <param name="MediaType">What the mail says it is; never what the visitor says.</param>
/// <param name="Extensions">How its files' names end, without the dot; the first is the usual one.</param>
/// <param name="Fits">True when a content is of this kind, as far as a look at it tells.</param>
public sealed record FileKind(string Name, string MediaType, ImmutableArray<string> Extensions, FileKind.Look Fits)
{
    /// <summary>Looks at a whole content; never throws, and is done in one pass at most.</summary>
    public delegate bool Look(ReadOnlySpan<byte> content);
}
