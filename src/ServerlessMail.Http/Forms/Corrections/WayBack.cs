using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms.Corrections;

/// <summary>Where a visitor came from who now corrects a form on our page.</summary>
/// <param name="Form">The form.</param>
/// <param name="Origin">The origin that was judged when the form was posted from the visitor's page; null where the browser told none.</param>
/// <param name="Page">The page itself, of an origin that the form allows; null where it is not known.</param>
internal sealed record WayBack(FormName Form, string? Origin, Uri? Page);
