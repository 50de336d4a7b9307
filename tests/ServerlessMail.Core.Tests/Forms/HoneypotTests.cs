using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.Tests.Forms;

public class HoneypotTests
{
    [Theory]
    [InlineData("_gotcha", "x", true)]
    [InlineData("_honey", "x", true)]
    [InlineData("botcheck", "true", true)]
    [InlineData("bot-field", " ", true)]
    [InlineData("company", "x", true)]
    [InlineData("_gotcha", "", false)]
    [InlineData("botcheck", "false", false)]
    [InlineData("message", "x", false)]
    public void Only_a_robot_fills_it(string field, string value, bool robot) =>
        Assert.Equal(robot, Honeypot.IsFilled(TestForms.Contact, TestForms.Good((field, value))));
}
