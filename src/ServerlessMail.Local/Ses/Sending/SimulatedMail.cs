using MimeKit;
using ServerlessMail.Local.Ses.Events;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>A mail as its recipients get it.</summary>
internal sealed class SimulatedMail
{
    private SimulatedMail(string sesId, OutgoingMail asked, byte[] source) => (SesId, Asked, Source) = (sesId, asked, source);

    /// <summary>The id that it got, in the shape of SES's own: the moment, then chance.</summary>
    public string SesId { get; }

    /// <summary>What was asked for.</summary>
    public OutgoingMail Asked { get; }

    public MimeMessage Message => Asked.Message;

    /// <summary>The whole mail, RFC 5322.</summary>
    public byte[] Source { get; }

    /// <summary>Writes the mail out. SES gives every mail a Message-ID and a Date of its own.</summary>
    public static SimulatedMail Of(OutgoingMail asked, DateTimeOffset now)
    {
        var id = AwsId.New(now);
        asked.Message.MessageId = $"{id}@email.amazonses.com";
        asked.Message.Date = now;
        asked.Message.Prepare(EncodingConstraint.SevenBit);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var source = new MemoryStream();
        asked.Message.WriteTo(format, source);
        return new SimulatedMail(id, asked, source.ToArray());
    }
}
