using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Tests.Output;

public class AskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("y\n", true)]
    [InlineData(" YES \n", true)]
    [InlineData("yes", true)]
    [InlineData("no\n", false)]
    [InlineData("\n", false)]
    [InlineData("yess\n", false)]
    [InlineData("", false)]
    public async Task Only_a_yes_is_a_yes(string answer, bool expected)
    {
        using var output = new StringWriter();
        using var input = new StringReader(answer);

        Assert.Equal(expected, await new Terminal(output, TextWriter.Null, input).AskAsync("Apply \u001b[2Jthis?", Ct));

        Assert.Equal("Apply \\u001B[2Jthis? [y/N] ", output.ToString());
    }

    [Fact]
    public async Task Who_stops_the_program_is_not_kept_waiting_by_a_question_without_an_answer()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var input = new SilentInput();
        input.Asked = stop.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Terminal(TextWriter.Null, TextWriter.Null, input).AskAsync("Apply this?", stop.Token));
    }

    /// <summary>A console at which nobody types.</summary>
    private sealed class SilentInput : TextReader
    {
        private readonly ManualResetEventSlim _typed = new();

        public Action Asked { get; set; } = () => { };

        public override string? ReadLine()
        {
            Asked();
            _typed.Wait(Ct);
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _typed.Set();
            base.Dispose(disposing);
        }
    }
}
