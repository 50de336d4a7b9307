using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Tests.Output;

public class AgoTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0 s ago")]
    [InlineData(89, "89 s ago")]
    [InlineData(90, "1 min ago")]
    [InlineData(89 * 60, "89 min ago")]
    [InlineData(90 * 60, "1 h ago")]
    [InlineData(47 * 3600, "47 h ago")]
    [InlineData(48 * 3600, "2 days ago")]
    [InlineData(-5, "0 s ago")] // another machine's clock may be ahead
    public void How_long_ago_is_told_in_one_unit(int seconds, string expected) =>
        Assert.EndsWith($"({expected})", Ago.Since(Now.AddSeconds(-seconds), Now), StringComparison.Ordinal);

    [Fact]
    public void A_moment_is_told_in_UTC_wherever_it_was_written() =>
        Assert.Equal("2026-11-24 10:00:00Z", Ago.Moment(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.FromHours(2))));
}
