using System.Buffers;
using System.Runtime.InteropServices;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.Runtime;

/// <summary>Alone: what the whole process allocates is counted.</summary>
[Collection(nameof(Alone))]
public class BufferTests
{
    private const int Size = 300_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_payload_nor_answer_costs_an_array_of_its_size_each_time()
    {
        const int Warm = 10;
        const int Rounds = 50;
        await using var api = new FakeRuntimeApi();
        var reply = ApiReply.Event("same", new byte[Size]);
        for (var round = 0; round < Warm + Rounds; round++)
            api.Gives(reply);
        var count = 0;
        long before = 0;
        long after = 0;
        var arrays = new HashSet<byte[]>(ReferenceEqualityComparer.Instance);

        await Loop.RunAsync(api, (payload, _, answer, _) =>
        {
            count++;
            if (count == Warm)
                before = GC.GetTotalAllocatedBytes(precise: true);
            if (count == Warm + Rounds)
                after = GC.GetTotalAllocatedBytes(precise: true);
            if (count >= Warm && MemoryMarshal.TryGetArray(payload, out var array))
                arrays.Add(array.Array!); // a segment that was found has an array
            answer.Write(payload.Span);
            return Task.CompletedTask;
        });

        Assert.Equal(Warm + Rounds, count);
        Assert.Single(arrays);
        // The fake copies each answer once, and that is all that may be of its size.
        Assert.InRange((after - before) / Rounds, 0, Size + (Size / 2));
    }

    [Fact]
    public async Task A_payload_is_not_overwritten_while_its_handler_still_works()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", new string('1', 1000)).Gives("two", new string('2', 1000));
        var begun = new Gate();
        var more = new Gate();

        var run = Loop.RunAsync(api, async (payload, context, answer, ct) =>
        {
            begun.Open();
            if (context.AwsRequestId == "one")
                await more.PassAsync(ct);
            answer.Write(payload.Span);
        });
        await begun.PassAsync(Ct);
        Assert.Equal(["invocation/next"], api.Order);
        more.Open();
        await run;

        Assert.Equal(new string('1', 1000), api.Call("invocation/one/response").Text);
        Assert.Equal(new string('2', 1000), api.Call("invocation/two/response").Text);
    }

    [Fact]
    public async Task A_large_payload_s_buffer_is_given_back_with_the_next_event()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives(ApiReply.Event("large", new byte[6_000_000])).Gives("small", "{}").Gives("again", "{}");
        var sizes = new List<int>();
        WeakReference? large = null;

        await Loop.RunAsync(api, (payload, context, _, _) =>
        {
            if (MemoryMarshal.TryGetArray(payload, out var array) && array.Array is { } bytes)
            {
                sizes.Add(bytes.Length);
                if (context.AwsRequestId == "large")
                    large = new WeakReference(bytes);
            }

            return Task.CompletedTask;
        });

        Assert.Equal(3, sizes.Count);
        Assert.InRange(sizes[0], 6_000_000, 6_100_000);
        Assert.InRange(sizes[1], 2, 64 * 1024);
        Assert.InRange(sizes[2], 2, 64 * 1024);
        Assert.NotNull(large);
    }

    [Fact]
    public async Task An_answer_does_not_begin_with_the_rest_of_the_one_before()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "a long one").Gives("two", "").Gives("three", "x");

        await Loop.RunAsync(api, Loop.EchoAsync);

        Assert.Equal(["a long one", "", "x"], api.Calls.Where(call => !call.IsNext).Select(call => call.Text));
    }
}
