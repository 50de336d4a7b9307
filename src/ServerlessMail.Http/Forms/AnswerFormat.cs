namespace ServerlessMail.Http.Forms;

/// <summary>How a caller wants to be answered.</summary>
internal enum AnswerFormat
{
    /// <summary>A page or a redirect, for a browser that posted a plain form.</summary>
    Html,
    Json,
}
