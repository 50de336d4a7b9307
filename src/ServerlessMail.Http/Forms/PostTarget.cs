using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>Which form a post is for.</summary>
/// <param name="Form">Its name; null where the post names none.</param>
/// <param name="Unknown">What to answer where there is no such form; null: that there is none at this address.</param>
internal sealed record PostTarget(FormName? Form, SubmitOutcome.Refused? Unknown = null);
