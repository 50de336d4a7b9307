using System.Collections.Immutable;
using ServerlessMail.Core.Attachments;

namespace ServerlessMail.Core.Forms;

/// <summary>One visitor's post to a form, as the HTTP side read it.</summary>
public sealed record Submission
{
    public required FormName Form { get; init; }

    /// <summary>All fields in the order in which they were posted, reserved ones included.</summary>
    public required ImmutableArray<SubmittedField> Fields { get; init; }

    /// <summary>The files that came with it, in the order in which they were posted.</summary>
    public ImmutableArray<PostedFile> Files { get; init; } = [];

    /// <summary>The origin of the page that posted: the <c>Origin</c> header, else that of <c>Referer</c>; null where the browser tells neither.</summary>
    public string? Origin { get; init; }

    /// <summary>The page that the browser says it came from: the <c>Referer</c> header; null where it is missing or no web address.</summary>
    public Uri? Referer { get; init; }

    /// <summary>The header <c>Formspree-Session-Data</c> as it came; see <see cref="SessionData"/>.</summary>
    public string? SessionData { get; init; }

    /// <summary>Why the fields could not be read; such a submission is refused for it, once its form and origin are judged. Null: they were read.</summary>
    public SubmitOutcome.Refused? Unreadable { get; init; }

    /// <summary>The service's own origin, for forms that allow <see cref="Form.Self"/>.</summary>
    public required string SelfOrigin { get; init; }

    /// <summary>The client's network address, only ever stored as a keyed digest.</summary>
    public required string ClientAddress { get; init; }

    /// <summary>The page that the visitor asks to be led to, under any of its names; null if none.</summary>
    public string? NextWish => FirstValue("_next", "redirect", "redirectTo");

    /// <summary>The last value of a field that is not blank, by exact name; null if there is none.</summary>
    public string? Value(string name) => Fields.LastOrDefault(field => field.Name == name && !string.IsNullOrWhiteSpace(field.Value))?.Value.Trim();

    /// <summary>The first of some fields that has a value.</summary>
    public string? FirstValue(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Value(name) is { } value)
                return value;
        }

        return null;
    }
}
