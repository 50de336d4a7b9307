using CsCheck;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests.Forms;

public class FieldListTests
{
    [Fact]
    public void It_takes_a_thousand_fields_and_no_more()
    {
        var fields = new FieldList();
        for (var i = 0; i < FieldList.MaxFields; i++)
            Assert.True(fields.TryAdd("a", "b"));

        Assert.Equal(FieldList.MaxFields, fields.Body.Fields().Length);
        Assert.False(fields.TryAdd("a", "b"));
        Assert.Equal(RefusalReason.Invalid, fields.Body.Reason());
    }

    [Fact]
    public void Fields_without_a_name_are_left_out_and_do_not_count()
    {
        var fields = new FieldList();
        for (var i = 0; i < FieldList.MaxFields * 2; i++)
            Assert.True(fields.TryAdd("", "b"));

        Assert.Empty(fields.Body.Fields());
    }

    [Fact]
    public void The_first_fault_stays_and_ends_it()
    {
        var fields = new FieldList();

        Assert.False(fields.Fail(BodyFault.NotUtf8));
        Assert.False(fields.Fail(BodyFault.TooManyFields));
        Assert.False(fields.TryAdd("a", "b"));
        Assert.Same(BodyFault.NotUtf8, fields.Body);
    }

    [Fact]
    public void Whatever_is_added_it_stays_within_bounds() => Gen.Select(Gen.String[0, 250], Gen.String).Array[0, 50].Sample(added =>
    {
        var fields = new FieldList();
        foreach (var (name, value) in added)
            fields.TryAdd(name, UrlEncodedBodyTests.Whole(value));

        return fields.Body.IsWithinBounds();
    });
}
