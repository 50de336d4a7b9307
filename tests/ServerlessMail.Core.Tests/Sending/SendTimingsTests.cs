using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Tests.Sending;

public class SendTimingsTests
{
    [Fact]
    public void The_presets_hold_together()
    {
        SendTimings.Aws.Validate();
        SendTimings.Local.Validate();
    }

    [Fact]
    public void A_worker_that_could_outlive_its_claim_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => (SendTimings.Aws with { CallTimeout = TimeSpan.FromSeconds(60) }).Validate());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(20, 900)]
    [InlineData(int.MaxValue, 900)]
    public void The_bound_of_a_back_off_doubles_up_to_its_longest(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SendTimings.Aws.BackOff(attempt, 1));
}
