using Amazon.Runtime;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Aws.Ses;

/// <summary>The identities of the SES account.</summary>
internal sealed class SesIdentities(IAmazonSimpleEmailServiceV2 ses) : ISenderIdentities
{
    public async Task<SenderStatus> EnsureAsync(string identity, CancellationToken ct)
    {
        try
        {
            var created = await ses.CreateEmailIdentityAsync(new CreateEmailIdentityRequest { EmailIdentity = identity }, ct);
            return created.VerifiedForSendingStatus == true ? SenderStatus.Verified : SenderStatus.Pending;
        }
        catch (AmazonServiceException known) when (known.ErrorCode == "AlreadyExistsException")
        {
            var found = await ses.GetEmailIdentityAsync(new GetEmailIdentityRequest { EmailIdentity = identity }, ct);
            return found.VerifiedForSendingStatus == true
                ? SenderStatus.Verified
                : $"{found.VerificationStatus}" == "FAILED" ? SenderStatus.Failed : SenderStatus.Pending;
        }
    }
}
