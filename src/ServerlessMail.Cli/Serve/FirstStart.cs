using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;
using ServerlessMail.Local.Ses.Account;
using ServerlessMail.Local.Ses.Identities;

namespace ServerlessMail.Cli.Serve;

/// <summary>Gives a data directory what a newcomer can try at once: an open service, a verified sender and the forms of the start page.</summary>
internal sealed class FirstStart(IControlStore control, ISenderStore senders, IFormStore forms, IdentityTable identities, AccountTable account, TimeProvider time)
{
    /// <summary>Who the demo form's mail comes from.</summary>
    public const string DemoSender = "demo@serverlessmail.example";

    private const string DemoOwner = "owner@serverlessmail.example";

    private static readonly Form Demo = new()
    {
        Name = FormName.Parse("demo"),
        To = [EmailAddress.Parse(DemoOwner)],
        From = Mailbox.Parse($"ServerlessMail demo <{DemoSender}>"),
        Subject = "Message from {{ name | default: email }}",
        Origins = [Form.Self],
        Fields =
        [
            new FieldRule("name", FieldType.Text, Required: true, 200),
            new FieldRule("email", FieldType.Email, Required: true, 254),
            new FieldRule("message", FieldType.Text, Required: true, 20_000),
        ],
    };

    private static readonly Form Guarded = new()
    {
        Name = FormName.Parse("guarded"),
        To = Demo.To,
        From = Demo.From,
        Subject = "Question from {{ email }}",
        Origins = Demo.Origins,
        Fields = [new FieldRule("email", FieldType.Email, Required: true, 254), new FieldRule("question", FieldType.Text, Required: true, 20_000)],
        Captcha = Captcha.Altcha,
    };

    /// <summary>
    /// Adds what is missing and changes only what was asked for. The demo's sender and owner are verified even where others wait for it, so that
    /// the demo works in the sandbox too.
    /// </summary>
    public async Task EnsureAsync(ServeOptions options, CancellationToken ct)
    {
        await control.EnsureAsync(ct);
        if (options.VerifyAtOnce is { } atOnce)
            await identities.SetVerifyAsync(atOnce, ct);
        if (options.Sandbox is { } isSandboxed)
            await account.SetSandboxAsync(isSandboxed, ct);
        if (await forms.FindAsync(Demo.Name, ct) is null)
        {
            await identities.AddVerifiedAsync(DemoSender, ct);
            await identities.AddVerifiedAsync(DemoOwner, ct);
            await senders.PutAsync(new Sender(DemoSender, SenderStatus.Verified, time.GetUtcNow(), "smail serve"), ct);
            await forms.TryApplyAsync([Demo], ct);
        }

        if (await forms.FindAsync(Guarded.Name, ct) is null)
            await forms.TryApplyAsync([Guarded], ct);
    }
}
