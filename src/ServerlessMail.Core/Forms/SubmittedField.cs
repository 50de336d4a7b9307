namespace ServerlessMail.Core.Forms;

/// <summary>One field as the visitor posted it; a name may stand more than once (check boxes).</summary>
public sealed record SubmittedField(string Name, string Value);
