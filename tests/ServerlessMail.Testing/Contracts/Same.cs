using System.Text.Json;
using ServerlessMail.Core;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.Contracts;

/// <summary>Asserts that a record came back with every part of it; a record's own equality does not look into its lists.</summary>
public static class Same
{
    public static void Message(Message expected, Message? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Trail.AsEnumerable(), actual.Trail.AsEnumerable());
        Assert.Equal(expected.TakenAlso.AsEnumerable(), actual.TakenAlso.AsEnumerable());
        Assert.Equal(expected with { Trail = [], TakenAlso = [] }, actual with { Trail = [], TakenAlso = [] });
    }

    public static void Draft(MailDraft expected, MailDraft? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.To.AsEnumerable(), actual.To.AsEnumerable());
        Assert.Equal(expected.Fields.AsEnumerable(), actual.Fields.AsEnumerable());
        Assert.Equal(expected with { To = [], Fields = [] }, actual with { To = [], Fields = [] });
    }

    public static void Form(Form expected, Form? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Limits, actual.Limits);
        Assert.Equal(JsonSerializer.Serialize(expected, CoreJson.Default.Form), JsonSerializer.Serialize(actual, CoreJson.Default.Form));
    }
}
