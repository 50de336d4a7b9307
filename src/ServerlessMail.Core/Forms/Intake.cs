using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core.Forms;

/// <summary>What must be known before a submission is taken.</summary>
/// <param name="Form">Null: no form of that name.</param>
/// <param name="Control">Whether the service is open.</param>
/// <param name="Sender">The allowlist entry that covers the form's sender; null if none does.</param>
/// <param name="Account">The SES account as last read; null if it never was.</param>
public sealed record Intake(Form? Form, ControlState Control, Sender? Sender, AccountState? Account);
