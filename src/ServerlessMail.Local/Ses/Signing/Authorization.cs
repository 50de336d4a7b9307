namespace ServerlessMail.Local.Ses.Signing;

/// <summary>What the head of a request says of who sent it.</summary>
internal abstract record Authorization
{
    private Authorization()
    {
    }

    /// <summary>The head is in order; the body is still to be checked against the signature.</summary>
    public sealed record Claimed(SignedRequest Request, AuthorizationHeader Header, string Date) : Authorization;

    public sealed record Refused(SesError Fault) : Authorization;
}
