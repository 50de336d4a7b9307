using System.Collections.Immutable;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>What came of reading a post's body.</summary>
internal abstract record FormBody
{
    private FormBody()
    {
    }

    /// <summary>The fields and the files, each in the order in which they were posted.</summary>
    public sealed record Read(ImmutableArray<SubmittedField> Fields, ImmutableArray<PostedFile> Files) : FormBody;

    /// <summary>No fields, and why.</summary>
    public sealed record Unreadable(SubmitOutcome.Refused Refusal) : FormBody;
}
