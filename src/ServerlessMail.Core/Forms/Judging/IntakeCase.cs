namespace ServerlessMail.Core.Forms.Judging;

/// <summary>All that the rules look at.</summary>
/// <param name="Form">The form that was posted to.</param>
/// <param name="Known">What the stores know.</param>
/// <param name="Submission">What was posted.</param>
internal sealed record IntakeCase(Form Form, Intake Known, Submission Submission);
