namespace ServerlessMail.Core.Forms;

/// <summary>One thing that is wrong with a submission, for the visitor to mend.</summary>
/// <param name="Field">The field; null for the whole form.</param>
/// <param name="Code">Which rule.</param>
/// <param name="Message">What follows the field's name in a sentence, in English: <c>should be an email</c>.</param>
/// <param name="Phrase">Which sentence <paramref name="Message"/> is, in kebab case, for whoever says it in another language; null where reason or code tell.</param>
/// <param name="Value">The number, name or address that stands in the sentence.</param>
public sealed record FieldFault(string? Field, FaultCode Code, string Message, string? Phrase = null, string? Value = null);
