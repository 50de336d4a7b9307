namespace ServerlessMail.Testing.Emulators;

/// <summary>DynamoDB: conditional writes, indexes, batches; no TTL, no point-in-time recovery, no transactions.</summary>
public sealed class Dynalite() : NodeEmulator("dynalite.mjs");
