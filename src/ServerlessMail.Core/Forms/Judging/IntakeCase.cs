namespace ServerlessMail.Core.Forms.Judging;

/// <summary>All that the rules look at.</summary>
/// <param name="Form">The form that was posted to.</param>
/// <param name="Known">What the stores know.</param>
/// <param name="Submission">What was posted.</param>
/// <param name="Now">When.</param>
/// <param name="Session">What Formspree's client tells of the page; null where it tells nothing.</param>
/// <param name="Stamp">What the page's stamp tells; null where there is none.</param>
internal sealed record IntakeCase(Form Form, Intake Known, Submission Submission, DateTimeOffset Now, SessionData? Session, PageStamp? Stamp)
{
    /// <summary>The fields that the visitor filled in, with what is to stand in the subject.</summary>
    public IEnumerable<SubmittedField> Written => Submission.Fields.Where(posted =>
        posted.Value.Length > 0 && posted.Name != Form.Honeypot && (posted.Name == "_subject" || !ReservedFields.IsReserved(posted.Name)));
}
