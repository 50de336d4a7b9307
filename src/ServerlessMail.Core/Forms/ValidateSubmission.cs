using System.Collections.Immutable;
using System.Globalization;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Forms;

/// <summary>Judges the fields of a submission by a form's rules; tells all faults at once, in the order of the rules, then of the fields.</summary>
public static class ValidateSubmission
{
    private static readonly string[] AddressFields = ["_replyto", "replyto", "email", "Email"];
    private static readonly string[] SubjectFields = ["_subject", "subject"];

    /// <summary>What is wrong; empty when the submission can be taken.</summary>
    public static ImmutableArray<FieldFault> Faults(Form form, Submission submission)
    {
        if (submission.Files.IsEmpty && submission.Fields.All(field => ReservedFields.IsReserved(field.Name) || string.IsNullOrWhiteSpace(field.Value)))
            return [new FieldFault(null, FaultCode.Empty, "The form is empty: fill in at least one field.")];

        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var rule in form.Fields)
            Judge(rule, submission, faults);
        foreach (var name in AddressFields.Where(name => form.Fields.All(rule => rule.Name != name)))
            Judge(new FieldRule(name, FieldType.Email, Required: false, EmailAddress.MaxLength), submission, faults);

        var template = Template(form);
        foreach (var (name, value) in submission.Fields)
        {
            if (value.Contains('\0', StringComparison.Ordinal))
                faults.Add(new FieldFault(name, FaultCode.TypeText, "should be text without control characters", "control-characters"));
            else if ((SubjectFields.Contains(name) || template?.Mentions(name) == true) && HeaderText.BreaksLine(value))
                faults.Add(new FieldFault(name, FaultCode.TypeText, "should be a single line", "single-line"));
            else if (value.Length > FieldRule.DefaultMaxLength && form.Fields.All(rule => rule.Name != name))
                faults.Add(TooLong(name, FieldRule.DefaultMaxLength));
        }

        return faults.DistinctBy(fault => (fault.Field, fault.Code)).ToImmutableArray();
    }

    /// <summary>The form's own subject template, which was checked when the form was applied.</summary>
    internal static SubjectTemplate? Template(Form form) =>
        form.Subject is { } source && SubjectTemplate.TryParse(source, out var template, out _) ? template : null;

    private static void Judge(FieldRule rule, Submission submission, ImmutableArray<FieldFault>.Builder faults)
    {
        var values = submission.Fields.Where(field => field.Name == rule.Name).Select(field => field.Value).ToList();
        if (rule.Required && values.Count == 0)
            faults.Add(new FieldFault(rule.Name, FaultCode.RequiredFieldMissing, "is required"));
        else if (rule.Required && values.All(string.IsNullOrWhiteSpace))
            faults.Add(new FieldFault(rule.Name, FaultCode.RequiredFieldEmpty, "should not be empty"));

        foreach (var value in values.Where(value => !string.IsNullOrWhiteSpace(value)))
        {
            if (rule.Type == FieldType.Email && !EmailAddress.TryParse(value.Trim(), out _))
                faults.Add(new FieldFault(rule.Name, FaultCode.TypeEmail, "should be an email"));
            else if (rule.Type == FieldType.Number && !IsNumber(value))
                faults.Add(new FieldFault(rule.Name, FaultCode.TypeNumeric, "should be a number"));
            else if (value.Length > rule.MaxLength)
                faults.Add(TooLong(rule.Name, rule.MaxLength));
        }
    }

    private static bool IsNumber(string value) =>
        value.Length <= 50 && decimal.TryParse(value.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static FieldFault TooLong(string name, int most) =>
        new(name, FaultCode.TypeText, $"should have at most {most} characters", "too-long", most.ToString(CultureInfo.InvariantCulture));
}
