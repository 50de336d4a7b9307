using System.Collections.Immutable;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Forms;

/// <summary>Reads one form of a forms file.</summary>
internal sealed class FormReader
{
    /// <summary>Every key that a form knows; forms.schema.json has the same.</summary>
    internal static readonly string[] Keys =
        ["to", "from", "subject", "origins", "redirects", "fields", "honeypot", "block", "captcha", "limits", "attachments", "retention", "when-paused", "autoresponse"];

    /// <summary>Never used: it stands for a sender that is missing, which is a fault already.</summary>
    private static readonly Mailbox Nobody = Mailbox.Parse("nobody@example.invalid");

    private const int MaxRecipients = 50;
    private const int LongestHoneypot = 100;

    private readonly YamlNode.Scalar _name;
    private readonly KeyedNode _keys;
    private readonly FaultList _faults;

    private FormReader(YamlNode.Scalar name, KeyedNode keys, FaultList faults) => (_name, _keys, _faults) = (name, keys, faults);

    /// <summary>The form of an entry; null where it has a fault, which then stands in the list.</summary>
    public static DefinedForm? Read(FormName name, YamlEntry entry, FaultList faults)
    {
        var before = faults.Count;
        if (entry.Value is YamlNode.Scalar { IsNull: true })
        {
            faults.Add(entry.Key.At, $"form {FaultList.Quote(entry.Key.Value)} has no definition: give it 'to', 'from' and 'origins'.");
            return null;
        }

        if (KeyedNode.Of(entry.Value, "a form", Keys, faults) is not { } keys)
            return null;
        var form = new FormReader(entry.Key, keys, faults).Form(name);
        return faults.Count == before ? form : null;
    }

    private DefinedForm Form(FormName name)
    {
        NotYet("autoresponse", "off");
        var form = new Form
        {
            Name = name,
            To = To(),
            From = From(),
            Subject = Subject(),
            Origins = FormPages.Origins(Required("origins", "the sites that may post here, such as [\"https://www.example.com\"]", _keys.Texts("origins")) ?? [], _faults),
            Redirects = FormPages.Redirects(_keys.Texts("redirects") ?? [], _faults),
            Fields = FieldRules.Read(_keys.Find("fields"), _faults),
            Honeypot = Honeypot(),
            Block = BlockRules.Read(_keys.Find("block"), _faults),
            Attachments = AttachmentRules.Read(_keys.Find("attachments"), _faults),
            Captcha = _keys.Word("captcha", Captcha.None, ("none", Captcha.None), ("altcha", Captcha.Altcha), ("turnstile", Captcha.Turnstile)),
            Limits = LimitRules.Read(_keys.Find("limits"), _faults),
            Retention = KeptFor(),
            WhenPaused = _keys.Word("when-paused", WhenPaused.Accept, ("accept", WhenPaused.Accept), ("refuse", WhenPaused.Refuse)),
        };
        if (form.Honeypot is { } trap && form.Fields.Any(field => field.Name == trap))
            _faults.Add(_keys.Find("honeypot")!.At, $"{FaultList.Quote(trap)} is a field of people too; a honeypot must be one that nobody sees."); // it has a value, so it is there
        return new DefinedForm(form, _keys.Find("from")?.At ?? _name.At);
    }

    private ImmutableArray<EmailAddress> To()
    {
        var texts = Required("to", "who gets the mail, such as [owner@example.com]", _keys.Texts("to"));
        if (texts is { IsEmpty: true } && _keys.Find("to") is YamlNode.Sequence { Items.IsEmpty: true } none)
            _faults.Add(none.At, "'to' names nobody: list who gets the mail.");
        if (texts is { Length: > MaxRecipients } many)
            _faults.Add(many[MaxRecipients].At, $"'to' has {many.Length} addresses; SES takes {MaxRecipients} in one mail.");

        var addresses = new List<EmailAddress>();
        foreach (var text in texts ?? [])
        {
            if (!EmailAddress.TryParse(text.Value, out var address))
                _faults.Add(text.At, $"{FaultList.Quote(text.Value)} is not a mail address.");
            else if (addresses.Contains(address))
                _faults.Add(text.At, $"{FaultList.Quote(text.Value)} stands in 'to' twice.");
            else
                addresses.Add(address);
        }

        return [.. addresses];
    }

    private Mailbox From()
    {
        if (Required("from", "a sender on the allowlist, such as forms@example.com", _keys.Text("from")) is not { } text)
            return Nobody;
        if (Mailbox.TryParse(text.Value, out var mailbox))
            return mailbox;
        _faults.Add(text.At, $"{FaultList.Quote(text.Value)} is neither a mail address nor 'Name <address>'.");
        return Nobody;
    }

    private string? Subject()
    {
        if (_keys.Text("subject") is not { } text)
            return null;
        if (string.IsNullOrWhiteSpace(text.Value))
            _faults.Add(text.At, "the subject is empty; leave the key out for the standard one.");
        else if (!SubjectTemplate.TryParse(text.Value, out _, out var fault))
            _faults.Add(text.At, $"the subject is not a Liquid template: {fault}.");
        return text.Value;
    }

    private string? Honeypot()
    {
        if (_keys.Text("honeypot") is not { } text)
            return null;
        if (text.Value.Length is 0 or > LongestHoneypot)
            _faults.Add(text.At, $"a honeypot's name has 1 to {LongestHoneypot} characters.");
        return text.Value;
    }

    private TimeSpan KeptFor()
    {
        if (_keys.Text("retention") is not { } text)
            return Retention.DefaultDraft;
        if (!DurationText.TryParse(text.Value, out var span) || span > Retention.Trail)
            _faults.Add(text.At, $"{FaultList.Quote(text.Value)} is not a retention: write days, hours or minutes such as 90d, at most {DurationText.Of(Retention.Trail)}.");
        return span;
    }

    private T? Required<T>(string key, string what, T? value)
    {
        if (_keys.Find(key) is null)
            _faults.Add(_name.At, $"form {FaultList.Quote(_name.Value)} has no '{key}': name {what}.");
        return value;
    }

    /// <summary>A key whose feature this version does not have: saying so is better than a form that is open where its owner thinks it guarded.</summary>
    private void NotYet(string key, string only)
    {
        var node = _keys.Find(key);
        if (node is null or YamlNode.Broken || (node is YamlNode.Scalar { Value: var value } && value == only))
            return;
        _faults.Add(node.At, $"'{key}' can only be {only} in this version: write that, or leave the key out.");
    }
}
