using System.Buffers;

namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>Works on one event.</summary>
/// <param name="payload">The event's JSON; good until the task ends.</param>
/// <param name="context">What is known of the invocation.</param>
/// <param name="answer">Takes the answer's JSON.</param>
/// <param name="ct">Ends at the deadline.</param>
internal delegate Task InvocationHandler(ReadOnlyMemory<byte> payload, ILambdaContext context, IBufferWriter<byte> answer, CancellationToken ct);
