using System.Text;
using ServerlessMail.Cli.Functions.Queues;

namespace ServerlessMail.Cli.Tests.Functions.Queues;

public sealed class BatchAnswerTests
{
    private static readonly string[] Records = ["a", "b"];

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"batchItemFailures":null}""")]
    [InlineData("""{"batchItemFailures":[]}""")]
    public void Nothing_said_is_a_success(string answer) => Assert.Empty(Assert.IsType<IReadOnlySet<string>>(Read(answer), exactMatch: false));

    [Fact]
    public void Who_is_named_has_failed() => Assert.Equal(["b"], Read("""{"batchItemFailures":[{"itemIdentifier":"b"}]}"""));

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    [InlineData("""{"failures":[]}""")]
    [InlineData("""{"batchItemFailures":{}}""")]
    [InlineData("""{"batchItemFailures":[{}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"c"}]}""")]
    [InlineData("""{"batchItemFailures":[{"id":"a"}]}""")]
    public void What_cannot_be_understood_fails_the_batch(string answer) => Assert.Null(Read(answer));

    private static IReadOnlySet<string>? Read(string answer) => BatchAnswer.FailedOf(Encoding.UTF8.GetBytes(answer), Records);
}
