namespace ServerlessMail.Local.Ses.Wire;

/// <summary>CreateEmailIdentity's request: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html.</summary>
internal sealed record NewIdentityBody(string? EmailIdentity);
