using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>The form that visitors post to: the demo form's twin, without its limit.</summary>
internal static class KillForm
{
    public const string Name = "kill";

    /// <summary>Whose mail it is.</summary>
    public const string Domain = "serverlessmail.example";

    /// <summary>Whom all mail comes from.</summary>
    public static readonly Mailbox From = Mailbox.Parse($"demo@{Domain}");

    public static Task<bool> DefineAsync(IFormStore forms) => forms.TryApplyAsync(
        [
            new Form
            {
                Name = FormName.Parse(Name),
                To = [EmailAddress.Parse($"owner@{Domain}")],
                From = From,
                Origins = [Form.Self],
                Limits = null,
            },
        ],
        CancellationToken.None);
}
