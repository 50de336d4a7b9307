namespace ServerlessMail.Core.Forms;

/// <summary>Fields that people never see: who fills one is a robot.</summary>
public static class Honeypot
{
    /// <summary>True when one is filled. <c>false</c> is a check box that nobody ticked, as clients of Web3Forms send it in JSON.</summary>
    public static bool IsFilled(Form form, Submission submission) => submission.Fields.Any(field =>
        field.Value is not ("" or "false") && (ReservedFields.Honeypots.Contains(field.Name) || field.Name == form.Honeypot));
}
