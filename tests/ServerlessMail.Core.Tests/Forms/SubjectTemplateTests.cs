using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.Tests.Forms;

public class SubjectTemplateTests
{
    [Theory]
    [InlineData("New message from {{ name }}", "name", true)]
    [InlineData("New message from {{ name }}", "message", false)]
    [InlineData("New message from {{ name }}", "n", false)]
    [InlineData("{{ name | default: email }}", "email", true)]
    [InlineData("{{ name | append: \" message\" }}", "message", false)]
    [InlineData("{% if topic %}{{topic}}{% endif %}", "topic", true)]
    [InlineData("{{ first-name }}", "first-name", true)]
    [InlineData("name", "name", false)]
    public void Only_a_name_in_a_tag_is_mentioned(string template, string field, bool mentioned)
    {
        Assert.True(SubjectTemplate.TryParse(template, out var parsed, out var fault), fault);

        Assert.Equal(mentioned, parsed.Mentions(field));
    }
}
