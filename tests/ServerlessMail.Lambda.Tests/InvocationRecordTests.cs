namespace ServerlessMail.Lambda.Tests;

public sealed class InvocationRecordTests : IDisposable
{
    private readonly Function _function = new("sender");

    public void Dispose() => _function.Dispose();

    [Fact]
    public async Task What_an_invocation_failed_for_is_told_with_its_place_and_without_its_text()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _function.Sender.HandleAsync(new SQSEvent(), new InvocationContext("request-7")));

        var line = Assert.Single(_function.Lines, line => line.TryGetProperty("level", out var level) && level.GetString() == "ERROR");
        Assert.Equal("request-7", line.GetProperty("requestId").GetString());
        Assert.Equal("The invocation failed: InvalidOperationException.", line.GetProperty("message").GetString());
        Assert.Contains("RecordsOf", line.GetProperty("exception").GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.False(line.GetProperty("exception").TryGetProperty("text", out _));
        Assert.Equal(1, _function.Figures["ColdStart"]);
    }
}
