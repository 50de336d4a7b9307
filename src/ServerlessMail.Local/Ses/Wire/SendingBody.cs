namespace ServerlessMail.Local.Ses.Wire;

/// <summary>PutAccountSendingAttributes' request: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutAccountSendingAttributes.html.</summary>
internal sealed record SendingBody(bool? SendingEnabled);
