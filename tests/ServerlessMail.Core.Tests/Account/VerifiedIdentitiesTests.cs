using CsCheck;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Tests.Account;

public class VerifiedIdentitiesTests
{
    private static readonly string[] Words = ["a", "b.c", "mail", "example", "com", "org"];

    [Theory]
    [InlineData("anna@example.com", true)]
    [InlineData("ANNA@EXAMPLE.COM", true)]
    [InlineData("ben@example.com", false)]
    [InlineData("ben@mail.example.org", true)]
    [InlineData("ben@example.org", true)]
    [InlineData("ben@notexample.org", false)]
    [InlineData("example.org@evil.example", false)]
    [InlineData("ben.example.org@evil.example", false)]
    [InlineData("bounce@simulator.amazonses.com", true)]
    [InlineData("bounce@simulator.amazonses.com.evil.example", false)]
    public void An_address_is_admitted_by_itself_or_by_a_domain_that_it_is_in(string address, bool admitted) =>
        Assert.Equal(admitted, VerifiedIdentities.Of(["Anna@example.com", "example.org"]).Admits(EmailAddress.Parse(address)));

    [Fact]
    public void What_does_not_fit_is_left_out_and_then_everybody_is_admitted()
    {
        var many = VerifiedIdentities.Of(Enumerable.Range(0, 3_000).Select(i => $"address-{i}@example.com"));

        Assert.False(many.IsComplete);
        Assert.True(string.Join('\n', many.All).Length <= VerifiedIdentities.MaxLength);
        Assert.True(many.Admits(EmailAddress.Parse("nobody@example.net")));
    }

    [Fact]
    public void The_order_and_the_case_of_what_SES_lists_do_not_matter() =>
        Assert.Equal(VerifiedIdentities.Of(["b.example", "A.example"]), VerifiedIdentities.Of(["a.example", "B.example", "b.example"]));

    [Fact]
    public void A_domain_admits_exactly_what_ends_in_it()
    {
        var word = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);
        Gen.Select(word, word.Array[2, 4], word.Array[2, 3]).Sample((local, host, domain) =>
        {
            var (address, identity) = ($"{local}@{string.Join('.', host)}", string.Join('.', domain));
            var expected = address.EndsWith($"@{identity}", StringComparison.Ordinal) || address.Split('@')[1].EndsWith($".{identity}", StringComparison.Ordinal);
            return VerifiedIdentities.Of([identity]).Admits(EmailAddress.Parse(address)) == expected;
        });
    }
}
