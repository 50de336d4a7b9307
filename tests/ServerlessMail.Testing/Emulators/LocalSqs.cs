namespace ServerlessMail.Testing.Emulators;

/// <summary>SQS: visibility, delays, batches, redrive.</summary>
public sealed class LocalSqs() : NodeEmulator("sqs.mjs");
