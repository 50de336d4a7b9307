using System.Text;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Forms.Judging;

namespace ServerlessMail.Core.Tests.Forms.Judging;

public class BlockedSignsTests
{
    [Theory]
    [InlineData("casino", "Come to the CASINO!")]
    [InlineData("casino", "ｃａｓｉｎｏ")]
    [InlineData("casino", "𝐜𝐚𝐬𝐢𝐧𝐨 or 𝓒𝓐𝓢𝓘𝓝𝓞")]
    [InlineData("casino", "ⓒⓐⓢⓘⓝⓞ")]
    [InlineData("casino", "ca\u00ADsi\u00ADno")]
    [InlineData("crème", "Cre\u0300me")]
    [InlineData("Cre\u0300me", "crème")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφος")]
    [InlineData("й", "и\u0306")]
    [InlineData("search engine", "your Search  Engine's rank")]
    [InlineData("发票", "我们可以开发票给您")]
    public async Task A_word_is_found_however_it_is_written(string word, string message)
    {
        var judgement = await JudgeAsync(new BlockList { Words = [word] }, message);

        Assert.Equal("blocked-word", judgement.Spam);
        Assert.Contains(word, Assert.Single(judgement.Signs).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("casino", "casinos, occasion, cas ino")]
    [InlineData("search engine", "search the engine; engine search")]
    [InlineData("...", "...")]
    public async Task Part_of_a_word_is_none(string word, string message)
    {
        Assert.Empty((await JudgeAsync(new BlockList { Words = [word] }, message)).Signs);
    }

    [Theory]
    [InlineData("spam.example", "see http://spam.example/x")]
    [InlineData("spam.example", "see https://user@a.b.SPAM.example:8080?q")]
    [InlineData("spam.example", "write to me@spam.example.")]
    [InlineData("spam.example", "spam.example")]
    [InlineData("Spam.Example", "me@mail.spam.example")]
    [InlineData("münchen.example", "http://xn--mnchen-3ya.example")]
    [InlineData("münchen.example", "http://www.mu\u0308nchen.example")]
    public async Task A_domain_is_found_with_all_below_it(string domain, string message)
    {
        Assert.Equal("blocked-domain", (await JudgeAsync(new BlockList { Domains = [domain] }, message)).Spam);
    }

    [Theory]
    [InlineData("spam.example", "notspam.example spam.example.org spamexample")]
    public async Task Another_domain_is_none(string domain, string message)
    {
        Assert.Empty((await JudgeAsync(new BlockList { Domains = [domain] }, message)).Signs);
    }

    [Fact]
    public async Task It_is_found_in_the_visitors_address_as_well()
    {
        var service = await Service.OpenAsync(TestForms.Contact with { Block = new BlockList { Domains = ["example.org"] } });

        await service.AcceptAsync(TestForms.Good());

        Assert.Equal(["Accepted", "Held:blocked-domain"], service.Trail);
    }

    [Fact]
    public void Folding_changes_nothing_that_is_folded_and_takes_any_text()
    {
        foreach (var text in new[] { "Straße İstanbul ﬁn", "\uD800 alone", "\uDC00", "Ǆ ʰ ͺ" })
            Assert.Equal(FoldedText.Of(text), FoldedText.Of(FoldedText.Of(text)));
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var folded = FoldedText.Of(((char)c).ToString());
            if (!folded.Equals(FoldedText.Of(folded), StringComparison.Ordinal))
                Assert.Fail($"U+{c:X4} becomes {Encoding.UTF8.GetByteCount(folded)} bytes that are not folded.");
        }
    }

    private static async Task<Judgement> JudgeAsync(BlockList block, string message) =>
        await (await Service.OpenAsync(TestForms.Contact with { Block = block, Fields = [] })).JudgeAsync(TestForms.Post(("message", message)));
}
