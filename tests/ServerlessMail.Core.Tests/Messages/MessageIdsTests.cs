using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Tests.Messages;

public sealed class MessageIdsTests
{
    private readonly FakeTimeProvider _time = new(Service.Start);

    [Fact]
    public void Ids_of_one_moment_differ_and_bear_the_moment()
    {
        var ids = new MessageIds(_time);
        MessageId[] made = [.. Enumerable.Range(0, 1000).Select(_ => ids.Next())];
        Assert.Equal(1000, made.Distinct().Count());
        Assert.All(made, id => Assert.Equal(Service.Start, id.Time));
    }

    [Fact]
    public void Given_bits_give_the_same_id_again() =>
        Assert.Equal(new SameBits(_time).Next(), new SameBits(_time).Next());

    private sealed class SameBits(TimeProvider time) : MessageIds(time)
    {
        protected override void Fill(Span<byte> random) => random.Fill(7);
    }
}
