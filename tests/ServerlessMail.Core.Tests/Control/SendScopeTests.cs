using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Tests.Control;

public class SendScopeTests
{
    [Theory]
    [InlineData("all", "all")]
    [InlineData("Lane:Bulk", "lane:bulk")]
    [InlineData("form:contact", "form:contact")]
    [InlineData("FORM:Contact", "form:contact")]
    [InlineData("sender:Example.com", "sender:example.com")]
    [InlineData("sender:Forms@Example.com", "sender:forms@example.com")]
    [InlineData("sender:forms@bücher.example", "sender:forms@xn--bcher-kva.example")]
    public void What_people_type_is_read_as_it_is_kept(string text, string token)
    {
        Assert.True(SendScope.TryParse(text, out var scope));

        Assert.Equal(token, scope.Token);
        Assert.True(SendScope.TryParse(token, out var again));
        Assert.Equal(scope, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" all")]
    [InlineData("everything")]
    [InlineData("lane:")]
    [InlineData("lane:express")]
    [InlineData("lane:0")]
    [InlineData("form:")]
    [InlineData("form:a b")]
    [InlineData("form:contact\nlane:bulk")]
    [InlineData("sender:")]
    [InlineData("sender:example")]
    [InlineData("sender:@example.com")]
    [InlineData("contact")]
    public void What_names_nothing_that_can_be_stopped_is_no_scope(string? text) => Assert.False(SendScope.TryParse(text, out _));

    [Theory]
    [InlineData("sender:bücher.example")]
    [InlineData("sender:Forms@bücher.example")]
    [InlineData("lane:normal")]
    [InlineData("form:contact")]
    public void A_typed_scope_is_one_by_whose_stop_a_message_is_kept(string text)
    {
        Assert.True(SendScope.TryParse(text, out var scope));

        Assert.Contains(scope, SendScope.Covering(Lane.Normal, EmailAddress.Parse("Forms@bücher.example"), "form:contact"));
    }
}
