namespace ServerlessMail.Core.Forms;

/// <summary>One thing that is wrong with a submission, for the visitor to mend.</summary>
/// <param name="Field">The field; null for the whole form.</param>
/// <param name="Code">Which rule.</param>
/// <param name="Message">What follows the field's name in a sentence: <c>should be an email</c>.</param>
public sealed record FieldFault(string? Field, FaultCode Code, string Message);
