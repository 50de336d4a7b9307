using System.Collections.Immutable;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Languages;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Forms.Corrections;

/// <summary>
/// The form as a visitor filled it in, to be corrected and sent again to the address that it was posted to. What its own page kept out of sight stays
/// so, and travels along; everything is text, whatever it looks like.
/// </summary>
internal sealed class CorrectionForm
{
    private readonly ImmutableArray<CorrectionField> _seen;
    private readonly ImmutableArray<CorrectionField> _unseen;
    private readonly PostedTo _address;

    private CorrectionForm(ImmutableArray<CorrectionField> seen, ImmutableArray<CorrectionField> unseen, ImmutableArray<string> targets, PostedTo address) =>
        (_seen, _unseen, Targets, _address) = (seen, unseen, targets, address);

    /// <summary>Origins that the answer to the next try may lead to.</summary>
    public ImmutableArray<string> Targets { get; }

    /// <summary>Sorts what was posted into what the visitor sees and what travels along.</summary>
    /// <param name="form">The form's definition.</param>
    /// <param name="submission">What was posted.</param>
    /// <param name="faults">What was wrong with it.</param>
    /// <param name="wayBack">The sealed way back to the visitor's page.</param>
    /// <param name="address">Where it was posted to, and so is again.</param>
    /// <returns>Null when there is no field that a visitor could see.</returns>
    public static CorrectionForm? Of(Form form, Submission submission, ImmutableArray<FieldFault> faults, string wayBack, PostedTo address)
    {
        var faulty = faults.Select(fault => fault.Field).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var values = submission.Fields.Where(field => field.Name != ReservedFields.WayBack).ToLookup(field => field.Name, field => field.Value, StringComparer.Ordinal);
        var rules = form.Fields.ToLookup(rule => rule.Name, StringComparer.Ordinal);
        var names = values.Select(group => group.Key)
            .Concat(form.Fields.Where(rule => rule.Required).Select(rule => rule.Name))
            .Concat(faulty);
        var files = form.Attachments is null ? [] : submission.Files.Select(file => file.Field).ToHashSet(StringComparer.Ordinal);
        var fields = names
            .Concat(files)
            .Distinct(StringComparer.Ordinal)
            .Select((name, i) => new CorrectionField(name, $"field-{i + 1}", [.. values[name]], rules[name].FirstOrDefault(), faulty.Contains(name))
            {
                IsFile = files.Contains(name) && !values.Contains(name),
            })
            .ToLookup(field => IsSeen(field, form));
        var back = new CorrectionField(ReservedFields.WayBack, "", [wayBack], null, false);
        return fields[true].Any() ? new CorrectionForm([.. fields[true]], [.. fields[false], back], TargetsOf(form, submission), address) : null;
    }

    /// <summary>The id of a field that is seen; null for another.</summary>
    public string? IdOf(string field) => _seen.FirstOrDefault(seen => seen.Name == field)?.Id;

    public Html Render(Language language, ImmutableArray<FieldFault> faults) => Html.Of($"""
        <p>{language.Say("nothing-lost")}</p>
        <form method="post" action="{_address.Reference}" accept-charset="utf-8"{(_address.Multipart ? Html.Of($" enctype=\"multipart/form-data\"") : Html.Empty)}>
        {_unseen.Select(field => field.RenderHidden())}{_seen.Select(field => field.Render(language, faults))}<button>{language.Say("send-again")}</button>
        </form>
        """);

    /// <summary>Sites hide directions, traps and whatever begins with an underscore; a fault in one is shown, since it could not be mended otherwise.</summary>
    private static bool IsSeen(CorrectionField field, Form form)
    {
        if (field.IsFile || ReservedFields.IsProof(field.Name))
            return field.IsFile;
        var isHidden = field.Name != form.Honeypot && field.Name is "_replyto" or "replyto"
            ? false
            : ReservedFields.IsReserved(field.Name) || field.Name == form.Honeypot || field.Name.StartsWith('_');
        return field.IsFaulty || !isHidden;
    }

    private static ImmutableArray<string> TargetsOf(Form form, Submission submission)
    {
        if (form.NextPage(submission.NextWish, submission.SelfOrigin) is not { } next)
            return [];
        var sites = form.Origins.Select(origin => FormOrigins.TryPage(origin, out var site) ? FormOrigins.OriginOf(site) : null).OfType<string>();
        return [.. sites.Prepend(FormOrigins.OriginOf(next)).Where(IsSource).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>True for what a policy's list can hold (CSP level 3 §2.3.1): it has no form for addresses of IPv6.</summary>
    private static bool IsSource(string origin) => origin.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '/' or '-');
}
