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

    [Theory]
    [InlineData("Hi {{ q | divided_by: per }}", "0")]
    [InlineData("Hi {{ q | slice: per, per }}", "-5")]
    [InlineData("Hi {{ q | round: per }}", "50")]
    [InlineData("Hi {{ 'now' | date: per }}", "%999999999999Y")]
    public async Task A_filter_that_chokes_on_what_a_visitor_typed_costs_no_message(string template, string typed)
    {
        Assert.True(SubjectTemplate.TryParse(template, out var parsed, out var fault), fault);

        var subject = await parsed.RenderAsync([new SubmittedField("q", "1"), new SubmittedField("per", typed)]);

        Assert.StartsWith("Hi", subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ email }}")]
    [InlineData("{% for i in (1..9) %}x{% endfor %}")]
    [InlineData("{{ 'x' | append: 'y' }}")]
    public async Task What_a_visitor_typed_is_never_a_template(string typed)
    {
        Assert.True(SubjectTemplate.TryParse("{{ name }}", out var template, out _));

        Assert.Equal(typed, await template.RenderAsync([new SubmittedField("name", typed), new SubmittedField("email", "ada@example.org")]));
    }
}
