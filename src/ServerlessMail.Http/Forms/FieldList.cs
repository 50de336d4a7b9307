using System.Collections.Immutable;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Http.Forms;

/// <summary>Collects a post's fields within bounds, whatever their encoding was. After the first fault it takes no more.</summary>
internal sealed class FieldList
{
    public const int MaxFields = 1000;
    public const int MaxNameLength = 200;

    private readonly ImmutableArray<SubmittedField>.Builder _fields = ImmutableArray.CreateBuilder<SubmittedField>();

    private readonly ImmutableArray<PostedFile>.Builder _files = ImmutableArray.CreateBuilder<PostedFile>();
    private long _length;

    /// <summary>What the fields became: all of them, or the first fault.</summary>
    public FormBody Body => Fault ?? (FormBody)new FormBody.Read(_fields.ToImmutable(), _files.ToImmutable());

    public FormBody.Unreadable? Fault { get; private set; }

    /// <summary>Adds a field; false when there is a fault, now or before. A field without a name is left out, as browsers leave it out.</summary>
    public bool TryAdd(string name, string value)
    {
        if (Fault is not null || name.Length == 0)
            return Fault is null;
        if (_fields.Count == MaxFields)
            return Fail(BodyFault.TooManyFields);
        if (name.Length > MaxNameLength || HeaderText.BreaksLine(name))
            return Fail(BodyFault.BadFieldName);
        _length += name.Length + value.Length;
        if (_length > ReadBody.MaxBytes)
            return Fail(BodyFault.TooLarge);
        _fields.Add(new SubmittedField(name, value));
        return true;
    }

    /// <summary>Adds a file; false when there is a fault, now or before.</summary>
    public bool TryAddFile(PostedFile file)
    {
        if (Fault is not null)
            return false;
        if (file.Field.Length > MaxNameLength || HeaderText.BreaksLine(file.Field))
            return Fail(BodyFault.BadFieldName);
        // One more than any form takes is enough to tell so.
        if (_files.Count <= FormAttachments.MostFiles)
            _files.Add(file);
        return true;
    }

    /// <summary>Notes the first fault; always false.</summary>
    public bool Fail(FormBody.Unreadable fault)
    {
        Fault ??= fault;
        return false;
    }
}
