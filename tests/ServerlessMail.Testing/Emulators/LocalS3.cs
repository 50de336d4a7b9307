namespace ServerlessMail.Testing.Emulators;

/// <summary>S3: objects with tags; no lifecycle.</summary>
public sealed class LocalS3() : NodeEmulator("s3.mjs")
{
    /// <summary>The bucket that it has.</summary>
    public const string Bucket = "attachments";
}
