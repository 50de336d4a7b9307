using CsCheck;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Tests.Messages;

public class WorkDueTests
{
    private static readonly Gen<DateTimeOffset> Moments =
        Gen.Long[0, 253_402_300_799_000].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    [Fact]
    public void Keys_sort_as_their_moments_do() => Gen.Select(Moments, Moments)
        .Sample((a, b) => Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal(WorkDue.At(a).Key, WorkDue.At(b).Key)));

    [Fact]
    public void Whatever_waits_for_an_event_sorts_behind_every_moment() => Gen.Select(Moments, Moments, Gen.Enum<HoldReason>())
        .Sample((a, b, reason) => string.CompareOrdinal(WorkDue.At(a).Key, WorkDue.Parked(Parking.For(reason), b).Key) < 0);
}
