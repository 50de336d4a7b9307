using CsCheck;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Tests.Mail;

public class EmailAddressTests
{
    [Theory]
    [InlineData("owner@example.com", "owner@example.com")]
    [InlineData("O.Wner+tag@Example.COM", "O.Wner+tag@example.com")]
    [InlineData("info@b\u00fccher.example", "info@xn--bcher-kva.example")]
    [InlineData("info@B\u00dcCHER.example", "info@xn--bcher-kva.example")]
    [InlineData("x@sub.sub.example.co", "x@sub.sub.example.co")]
    [InlineData("o'neil@example.ie", "o'neil@example.ie")]
    public void An_address_reads_into_its_plain_form(string text, string plain) => Assert.Equal(plain, EmailAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("owner")]
    [InlineData("@example.com")]
    [InlineData("owner@")]
    [InlineData("owner@localhost")]
    [InlineData("owner@[127.0.0.1]")]
    [InlineData("owner@127.0.0.1")]
    [InlineData("owner@exam ple.com")]
    [InlineData("own er@example.com")]
    [InlineData("\"own er\"@example.com")]
    [InlineData(".owner@example.com")]
    [InlineData("owner.@example.com")]
    [InlineData("ow..ner@example.com")]
    [InlineData("owner@example..com")]
    [InlineData("owner@-example.com")]
    [InlineData("owner@example.com.")]
    [InlineData("owner@example.com,other@example.com")]
    [InlineData("a@b.example@example.com")]
    [InlineData("Owner <owner@example.com>")]
    [InlineData("owner@example.com\r\nBcc: all@example.com")]
    [InlineData("owner\0@example.com")]
    [InlineData("\u00f6wner@example.com")]
    public void Whatever_else_is_refused(string text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void The_local_part_has_at_most_64_characters(int length, bool valid) =>
        Assert.Equal(valid, EmailAddress.TryParse($"{new string('a', length)}@example.com", out _));

    [Fact]
    public void No_text_crashes_the_parser_and_what_it_takes_reads_back_the_same() => Gen.String.Sample(text =>
    {
        if (EmailAddress.TryParse(text, out var address))
            Assert.Equal(address, EmailAddress.Parse(address.ToString()));
    });

    [Fact]
    public void A_mailbox_keeps_its_name_and_reads_back_the_same()
    {
        var mailbox = Mailbox.Parse("\"The Shop\" <Shop@Example.com>");

        Assert.Equal(("The Shop", "Shop@example.com"), (mailbox.Name, mailbox.Address.ToString()));
        Assert.Equal(mailbox, Mailbox.Parse(mailbox.ToString()));
    }

    [Theory]
    [InlineData("Shop <shop@example.com> x")]
    [InlineData("Shop shop@example.com")]
    [InlineData("A <b <shop@example.com>")]
    [InlineData("Shop\r\nBcc: a@b.example <shop@example.com>")]
    public void A_mailbox_that_is_none_is_refused(string text) => Assert.False(Mailbox.TryParse(text, out _));
}
