namespace ServerlessMail.Cli.Tests.Output;

public class NearestTests
{
    private static readonly string[] Known = ["status", "pause", "resume", "senders", "--json"];

    [Theory]
    [InlineData("stauts", "status")]
    [InlineData("PAUSE", "pause")]
    [InlineData("sender", "senders")]
    [InlineData("--jsno", "--json")]
    [InlineData("frobnicate", null)]
    [InlineData("x", null)]
    public void Only_what_is_near_was_meant(string word, string? meant) => Assert.Equal(meant, Nearest.Of(word, Known));
}
