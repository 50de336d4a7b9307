using System.Collections.Immutable;
using CsCheck;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Audit;

public class TrailChainTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(index => (byte)index)];
    private static readonly TrailChain Chain = new(Key);

    /// <summary>Messages of every length of trail, beyond its bound too, each sealed.</summary>
    private static readonly Gen<Message> AnyMessage = Gen.Select(Gen.Int[1, 80], Gen.Int[0, 14].Array[80], Gen.Int[0, 5000].Array[80], Gen.Int[0, 11], (length, kinds, waits, status) =>
    {
        var at = AuditData.Noon;
        var message = SampleMail.Message(at) with { Salt = Digest.Random(), DraftDigest = Digest.Random(), SesMessageId = status % 2 == 0 ? "0100-ses" : null };
        for (var i = 1; i < length; i++)
        {
            at = at.AddMilliseconds(waits[i] + 1);
            var seq = message.Seq + 1;
            message = message with
            {
                Seq = seq,
                Trail = message.Trail.Length < Message.MaxTrail
                    ? message.Trail.Add(new TrailEvent(seq, at, (TrailKind)kinds[i], i / 3, i % 4 == 0 ? null : $"reason-{i}"))
                    : message.Trail,
            };
        }

        return Sealed(message with { Status = (MessageStatus)status });
    });

    /// <summary>One edit of a kind, at a place.</summary>
    private static readonly ImmutableArray<Func<Message, int, Message>> Edits =
    [
        (message, at) => Event(message, at, known => known with { At = known.At.AddMilliseconds(1) }),
        (message, at) => Event(message, at, known => known with { Kind = (TrailKind)(((int)known.Kind + 1) % 15) }),
        (message, at) => Event(message, at, known => known with { Attempt = known.Attempt + 1 }),
        (message, at) => Event(message, at, known => known with { Reason = known.Reason is null ? "" : null }),
        (message, at) => Event(message, at, known => known with { Reason = known.Reason + "x" }),
        (message, at) => Event(message, at, known => known with { Seq = known.Seq + 1 }),
        (message, at) => message with { Trail = message.Trail.RemoveAt(at) },
        (message, at) => message with { Trail = [.. message.Trail.RemoveAt(at).Select((known, index) => known with { Seq = index + 1 })] },
        (message, at) => message with { Trail = [.. message.Trail.Take(at)] },
        (message, at) => message with { Trail = [.. message.Trail.Take(at)], Seq = at },
        (message, at) => message with { Seq = message.Seq + 1 },
        (message, at) => message with { Trail = message.Trail.Add(message.Trail[at] with { Seq = message.Trail.Length + 1 }), Seq = message.Seq + 1 },
        (message, at) => message with { Status = (MessageStatus)(((int)message.Status + 1 + (at % 11)) % 12) },
        (message, _) => message with { Recipients = message.Recipients + 1 },
        (message, _) => message with { Lane = message.Lane == Lane.Bulk ? Lane.Urgent : Lane.Bulk },
        (message, _) => message with { Source = "form:other" },
        (message, _) => message with { SesMessageId = "0100-other" },
        (message, _) => message with { DraftDigest = Digest.Random() },
        (message, _) => message with { DraftDigest = null },
        (message, _) => message with { Id = SampleMail.Id(AuditData.Noon) },
        (message, _) => message with { Chain = Digest.Random() },
        (message, _) => message with { Chain = null },
    ];

    [Fact]
    public void The_format_of_seals_never_changes()
    {
        var id = MessageId.Parse("01KAVF5A00ABCDEFGHJKMNPQRS");
        var message = Message.Accept(id, Lane.Urgent, "form:contact", 2, id.Time, WorkDue.At(id.Time)) with { DraftDigest = Digest.Parse("000102030405060708090a0b0c0d0e0f") };
        var sent = message.Claim(id.Time.AddMilliseconds(5), id.Time).Sent(id.Time.AddMilliseconds(812), "0100-ses", "slow Grüße");
        var full = Enumerable.Range(0, 70).Aggregate(sent, (known, number) => known.Note(id.Time.AddSeconds(number), $"n{number}"));

        Assert.Equal(
            ["31574e0da4841ba0ee906b036fd69080", "7df9a6069bbb83e76fde77663e7ff490", "a2ba276bd1c21b4763541fadd6cee3a8", "4831de4a75e3ce413a6a603eed68ef15"],
            [Chain.Seal(message).ToString(), Chain.Seal(sent).ToString(), Chain.Seal(full).ToString(), Chain.LinkBefore(sent, id.Time.AddMilliseconds(6)).ToString()]);
        Assert.Equal("5e62328587e7cee4fb0a27aa0013fe9e", TrailChain.OfDraft(Digest.Parse("000102030405060708090a0b0c0d0e0f"), SampleMail.Draft()).ToString());
    }

    [Fact]
    public void What_nobody_touched_holds() => AnyMessage.Sample(message => Chain.Check(message) is null);

    [Fact]
    public void Every_single_edit_is_found() => Gen.Select(AnyMessage, Gen.Int[0, Edits.Length - 1], Gen.Int[0, 63]).Sample((message, edit, place) =>
        Chain.Check(Edits[edit](message, place % message.Trail.Length)) is not null);

    [Fact]
    public void Two_events_that_changed_places_are_found() => Gen.Select(AnyMessage.Where(message => message.Trail.Length > 1), Gen.Int[0, 63], Gen.Int[1, 63]).Sample((message, first, step) =>
    {
        var (one, two) = (first % message.Trail.Length, (first + 1 + (step % (message.Trail.Length - 1))) % message.Trail.Length);
        var (a, b) = (message.Trail[one], message.Trail[two]);
        var renumbered = message with { Trail = message.Trail.SetItem(one, b with { Seq = a.Seq }).SetItem(two, a with { Seq = b.Seq }) };
        var swapped = message with { Trail = message.Trail.SetItem(one, b).SetItem(two, a) };
        return Chain.Check(swapped) is not null && Chain.Check(renumbered) is not null;
    });

    [Fact]
    public void Another_key_makes_other_seals() => AnyMessage.Sample(message => new TrailChain([.. Key.Reverse()]).Check(message) == TrailFault.Changed);

    [Fact]
    public void What_comes_later_does_not_change_the_link_of_a_day() => Gen.Select(AnyMessage, Gen.Int[0, 63]).Sample((message, place) =>
    {
        var end = message.Trail[place % message.Trail.Length].At;
        var before = Sealed(message with { Trail = [.. message.Trail.TakeWhile(known => known.At < end)] });
        return Chain.LinkBefore(message, end) == Chain.LinkBefore(before, end);
    });

    [Theory]
    [InlineData("", "ab", "a", "b")]
    [InlineData("a", "b", "", "ab")]
    public void Parts_cannot_run_into_each_other(string a, string b, string c, string d)
    {
        using var one = new Sealing(Key, "x").Add(a).Add(b);
        using var two = new Sealing(Key, "x").Add(c).Add(d);

        Assert.NotEqual(one.Finish(), two.Finish());
    }

    private static Message Event(Message message, int at, Func<TrailEvent, TrailEvent> edit) => message with { Trail = message.Trail.SetItem(at, edit(message.Trail[at])) };

    private static Message Sealed(Message message) => message with { Chain = Chain.Seal(message) };
}
