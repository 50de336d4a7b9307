using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ServerlessMail.Core.Mail;

/// <summary>An address with an optional display name of at most 100 characters, written <c>Name &lt;address&gt;</c>.</summary>
/// <remarks>RFC 5322 §3.4. The name is kept as text; whoever writes it into a header encodes it.</remarks>
[JsonConverter(typeof(MailboxJson))]
public sealed record Mailbox
{
    private Mailbox(string? name, EmailAddress address) => (Name, Address) = (name, address);

    public string? Name { get; }

    public EmailAddress Address { get; }

    public static Mailbox Parse(string text) =>
        TryParse(text, out var mailbox) ? mailbox : throw new FormatException($"'{text}' is neither an address nor 'Name <address>'.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out Mailbox? mailbox)
    {
        mailbox = null;
        if (text is null)
            return false;
        var open = text.LastIndexOf('<');
        if (open < 0)
        {
            if (EmailAddress.TryParse(text.Trim(), out var bare))
                mailbox = new Mailbox(null, bare);
            return mailbox is not null;
        }

        var name = text[..open].Trim().Trim('"').Trim();
        if (!text.EndsWith('>') || name.Length > 100 || name.Any(char.IsControl) || name.AsSpan().ContainsAny("<>\"\\")
            || !EmailAddress.TryParse(text[(open + 1)..^1], out var address))
            return false;
        mailbox = new Mailbox(name.Length == 0 ? null : name, address);
        return true;
    }

    public override string ToString() => Name is null ? Address.ToString() : $"{Name} <{Address}>";
}
