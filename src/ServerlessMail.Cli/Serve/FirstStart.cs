using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;
using ServerlessMail.Local.Ses.Identities;

namespace ServerlessMail.Cli.Serve;

/// <summary>Gives a data directory what a newcomer can try at once: an open service, a verified sender and the form of the start page.</summary>
internal sealed class FirstStart(IControlStore control, ISenderStore senders, IFormStore forms, IdentityTable identities, TimeProvider time)
{
    /// <summary>Who the demo form's mail comes from.</summary>
    public const string DemoSender = "demo@serverlessmail.example";

    private static readonly Form Demo = new()
    {
        Name = FormName.Parse("demo"),
        To = [EmailAddress.Parse("owner@serverlessmail.example")],
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

    /// <summary>Adds what is missing and changes nothing that is there. The demo's sender is verified even where others wait for it.</summary>
    public async Task EnsureAsync(bool verifyManually, CancellationToken ct)
    {
        await control.EnsureAsync(ct);
        // What the simulated account allows.
        await control.SetLimitsAsync(rate: 14, quota: 50_000, SendLimits.HealthyBulkShare, ct);
        await identities.SetVerifyAsync(atOnce: true, ct);
        if (await forms.FindAsync(Demo.Name, ct) is null)
        {
            await identities.EnsureAsync(DemoSender, ct);
            await senders.PutAsync(new Sender(DemoSender, SenderStatus.Verified, time.GetUtcNow(), "smail serve"), ct);
            await forms.TryApplyAsync([Demo], ct);
        }

        await identities.SetVerifyAsync(!verifyManually, ct);
    }
}
