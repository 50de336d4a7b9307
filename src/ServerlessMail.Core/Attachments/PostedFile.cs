namespace ServerlessMail.Core.Attachments;

/// <summary>A file as the visitor posted it.</summary>
/// <param name="Field">The form's field.</param>
/// <param name="Name">What the visitor's browser calls it; anything.</param>
/// <param name="Content">Its bytes; they stay as they are while the submission is worked on.</param>
public sealed record PostedFile(string Field, string Name, ReadOnlyMemory<byte> Content);
