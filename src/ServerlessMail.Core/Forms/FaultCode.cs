namespace ServerlessMail.Core.Forms;

/// <summary>The rules that a submission can break; Formspree's clients know the codes by these names in upper snake case.</summary>
public enum FaultCode
{
    /// <summary>Formspree has no code for it; the message tells.</summary>
    Unspecified,
    Blocked,
    Empty,
    FilesTooBig,
    FormNotFound,
    Inactive,
    NoFileUploads,
    TooManyFiles,
    RequiredFieldEmpty,
    RequiredFieldMissing,
    TypeEmail,
    TypeNumeric,
    TypeText,
}
