using CsCheck;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Tests.Messages;

public class MessageIdTests
{
    private static readonly Gen<MessageId> Ids =
        Gen.Select(Gen.Long[0, 253_402_300_799_000], Gen.Byte.Array[10], (ms, random) => MessageId.New(DateTimeOffset.FromUnixTimeMilliseconds(ms), random));

    [Fact]
    public void Its_text_reads_back_to_the_same_id() => Ids.Sample(id => MessageId.Parse(id.ToString()) == id);

    [Fact]
    public void Its_text_sorts_as_the_id_does() => Gen.Select(Ids, Ids)
        .Sample((a, b) => Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString())));

    [Fact]
    public void Its_spread_lies_between_nothing_and_one() => Gen.Select(Ids, Gen.Int[0, 1000])
        .Sample((id, attempt) => id.Spread(attempt) is >= 0 and < 1);

    [Theory]
    [InlineData("")]
    [InlineData("01KB0000000000000000000000X")]
    [InlineData("01KB000000000000000000000U")]
    [InlineData("81KB0000000000000000000000")]
    [InlineData("01KB000000 000000000000000")]
    public void What_is_not_a_ulid_is_refused(string text) => Assert.False(MessageId.TryParse(text, out _));

    [Fact]
    public void Any_text_is_refused_or_reads_back_to_itself() => Gen.String
        .Sample(text => !MessageId.TryParse(text, out var id) || string.Equals(id.ToString(), text, StringComparison.OrdinalIgnoreCase));
}
