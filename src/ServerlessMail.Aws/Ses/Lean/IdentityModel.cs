using Amazon.Runtime;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>Begins the verification of an address or a domain: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html.</summary>
internal sealed class CreateEmailIdentityRequest : AmazonWebServiceRequest
{
    public required string EmailIdentity { get; set; }
}

internal sealed class CreateEmailIdentityResponse : AmazonWebServiceResponse
{
    public bool? VerifiedForSendingStatus { get; set; }
}

/// <summary>Lists the account's identities, a page at a time: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailIdentities.html.</summary>
internal sealed class ListEmailIdentitiesRequest : AmazonWebServiceRequest
{
    public string? NextToken { get; set; }

    /// <summary>1 to 1000.</summary>
    public int? PageSize { get; set; }
}

internal sealed class ListEmailIdentitiesResponse : AmazonWebServiceResponse
{
    public List<IdentityInfo>? EmailIdentities { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}

internal sealed class IdentityInfo
{
    public string? IdentityName { get; set; }

    /// <summary>True when the identity is verified and may send.</summary>
    public bool? SendingEnabled { get; set; }
}

/// <summary>Asks how far a verification is: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html.</summary>
internal sealed class GetEmailIdentityRequest : AmazonWebServiceRequest
{
    public required string EmailIdentity { get; set; }
}

internal sealed class GetEmailIdentityResponse : AmazonWebServiceResponse
{
    public bool? VerifiedForSendingStatus { get; set; }

    /// <summary>PENDING, SUCCESS, FAILED, TEMPORARY_FAILURE or NOT_STARTED.</summary>
    public string? VerificationStatus { get; set; }
}
