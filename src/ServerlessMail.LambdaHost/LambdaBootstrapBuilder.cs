using System.Buffers;
using System.Runtime.InteropServices;
using ServerlessMail.LambdaHost.Runtime;

namespace ServerlessMail.LambdaHost;

/// <summary>Makes a <see cref="LambdaBootstrap"/> of a handler. Members as in Amazon.Lambda.RuntimeSupport; only those that are used here.</summary>
public sealed class LambdaBootstrapBuilder
{
    private readonly InvocationHandler _handler;
    private Func<Task<bool>>? _initialize;

    internal LambdaBootstrapBuilder(InvocationHandler handler) => _handler = handler;

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The Runtime API's root; null to take it from the environment.</summary>
    internal Uri? RuntimeApi { get; init; }

    /// <summary>Takes a line for each invocation that failed; null for standard error.</summary>
    internal Stream? Faults { get; init; }

    /// <summary>For a handler that takes events of one type and answers with another.</summary>
    /// <param name="handler">Works on one event. <see cref="ILambdaContext.RemainingTime"/> says for how long it may.</param>
    /// <param name="serializer">Reads the one and writes the other.</param>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async (payload, context, answer, _) =>
        {
            using var input = StreamOf(payload);
            var output = await handler(serializer.Deserialize<TInput>(input), context);
            using var written = new MemoryStream();
            serializer.Serialize(output, written);
            answer.Write(written.GetBuffer().AsSpan(0, (int)written.Length));
        });

    /// <summary>For a handler that reads its event by itself and has no answer.</summary>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task> handler) =>
        new(async (payload, context, _, _) =>
        {
            using var input = StreamOf(payload);
            await handler(input, context);
        });

    /// <summary>What runs before the first event is asked for; an exception of it is told to Lambda as the function's init error.</summary>
    /// <param name="initializer">Returns false to end without any event.</param>
    public LambdaBootstrapBuilder UseBootstrapHandler(Func<Task<bool>> initializer)
    {
        _initialize = initializer;
        return this;
    }

    /// <summary>The same for another Runtime API than the environment's.</summary>
    internal LambdaBootstrapBuilder At(Uri api, Stream faults) => new(_handler) { _initialize = _initialize, Time = Time, RuntimeApi = api, Faults = faults };

    public LambdaBootstrap Build() => new(_handler, _initialize, Time, RuntimeApi, Faults);

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> payload) => MemoryMarshal.TryGetArray(payload, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) // a segment that was found has an array
        : new MemoryStream(payload.ToArray(), writable: false);
}
