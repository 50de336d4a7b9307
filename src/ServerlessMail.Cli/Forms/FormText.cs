using System.Collections.Immutable;
using System.Text;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Forms;

/// <summary>Writes a form as the file defines it: keys and values, for <c>forms show</c> and for the difference between two definitions.</summary>
internal static class FormText
{
    /// <summary>The form's keys in the order of the file, each with its value as YAML on one line; keys of fields are <c>fields.name</c>.</summary>
    public static ImmutableArray<(string Key, string Value)> Keys(Form form)
    {
        var keys = ImmutableArray.CreateBuilder<(string, string)>();
        keys.Add(("to", List(form.To.Select(address => address.ToString()))));
        keys.Add(("from", YamlText.Of(form.From.ToString())));
        if (form.Subject is { } subject)
            keys.Add(("subject", YamlText.Of(subject)));
        keys.Add(("origins", List(form.Origins)));
        if (!form.Redirects.IsEmpty)
            keys.Add(("redirects", List(form.Redirects)));
        keys.AddRange(form.Fields.Select(field => ($"fields.{YamlText.Of(field.Name)}", Rule(field))));
        if (form.Honeypot is { } honeypot)
            keys.Add(("honeypot", YamlText.Of(honeypot)));
        if (form.Block is { } block)
            keys.Add(("block", $"{{ words: {List(block.Words)}, domains: {List(block.Domains)} }}"));
        if (form.Attachments is { } files)
            keys.Add(("attachments", $"{{ count: {files.Count}, size: {AttachmentRules.SizeText(files.MaxBytes)}, types: {List(files.Types)} }}"));
        if (form.Captcha != Captcha.None)
            keys.Add(("captcha", Word(form.Captcha)));
        keys.Add(("limits", Limits(form.Limits)));
        keys.Add(("retention", DurationText.Of(form.Retention)));
        keys.Add(("when-paused", form.WhenPaused == WhenPaused.Accept ? "accept" : "refuse"));
        return keys.ToImmutable();
    }

    /// <summary>A file that defines this form, ready for <c>forms apply</c>.</summary>
    public static string File(Form form)
    {
        var text = new StringBuilder("forms:\n  ").Append(YamlText.Of(form.Name.Value)).Append(":\n");
        var inFields = false;
        foreach (var (key, value) in Keys(form))
        {
            var isField = key.StartsWith("fields.", StringComparison.Ordinal);
            if (isField && !inFields)
                text.Append("    fields:\n");
            inFields = isField;
            text.Append(isField ? "      " : "    ").Append(isField ? key["fields.".Length..] : key).Append(": ").Append(value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A comment that tells the version and who applied it; empty where that is not known.</summary>
    public static string Heading(Form form) => form is { AppliedBy: { } who, AppliedAt: { } at }
        ? $"# Version {form.Version}, applied {Ago.Moment(at)} by {PrintableText.Of(who)}.\n"
        : "";

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(YamlText.Of))}]";

    private static string Rule(FieldRule field)
    {
        var type = field.Type switch { FieldType.Text => "text", FieldType.Email => "email", FieldType.Number => "number" };
        return $"{{ type: {type}{(field.Required ? ", required: true" : "")}{(field.MaxLength == FieldRule.DefaultMaxLength ? "" : $", max: {field.MaxLength}")} }}";
    }

    private static string Word(Captcha captcha) => captcha switch { Captcha.None => "none", Captcha.Altcha => "altcha", Captcha.Turnstile => "turnstile" };

    private static string Limits(FormLimits? limits) => limits is null
        ? "off"
        : $"{{ per-client: {limits.PerClient?.ToString() ?? "off"}, per-form: {limits.PerForm?.ToString() ?? "off"} }}";
}
